import CLinux
import Crypto
import Foundation
import Glibc

/// Where processors keep what they want to find again: a folder for each package, so that nobody finds what is another's.
struct CacheFolders: Sendable {
    /// One that no run has used for so long is removed.
    private static let lifetime = Duration.seconds(7 * 24 * 3600)

    let root: String

    /// - Parameter parent: the folder of temporary files.
    init(in parent: String) {
        root = "\(parent)/trubuild-cache-\(geteuid())"
    }

    /// Makes the folder for a cache and a package, and marks it as used.
    /// - Returns: its path; nil when it cannot be had safely.
    func folder(_ cache: String, package: String) -> String? {
        let digest = SHA256.hash(data: Array(package.utf8)).prefix(16)
        let name = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        var path = root
        guard Self.own(path) else { return nil }
        for part in [cache, name] {
            path += "/\(part)"
            guard Self.own(path) else { return nil }
        }
        utimensat(AT_FDCWD, path, nil, 0)
        return path
    }

    /// Removes what has long not been used.
    func removeOld(now: time_t = time(nil)) {
        guard Self.isOwn(root) else { return }
        let oldest = now - time_t(Self.lifetime / .seconds(1))
        for cache in (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [] {
            for package in (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(cache)")) ?? [] {
                let path = "\(root)/\(cache)/\(package)"
                var status = stat()
                guard lstat(path, &status) == 0, status.st_mtim.tv_sec < oldest else { continue }
                try? FolderRemoval.remove(path)
            }
        }
    }

    private static func own(_ path: String) -> Bool {
        mkdir(path, 0o700) == 0 || (errno == EEXIST && isOwn(path))
    }

    /// What lies in it is believed: others must not have been able to write there.
    private static func isOwn(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
            && status.st_mode & 0o077 == 0
    }
}
