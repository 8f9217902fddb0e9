import Foundation
import Glibc
import SystemPackage

/// The folder of the cache: this user's, and nobody else may write into it, because what lies in it is believed.
struct CacheFolder: Sendable {
    struct Refusal: Error, CustomStringConvertible {
        var description: String
    }

    let path: FilePath

    /// Makes the folder unless it is there.
    init(_ path: FilePath) throws(Refusal) {
        self.path = path
        let name = PrintableName.of(path.string)
        if path.withPlatformString({ mkdir($0, 0o700) }) != 0, errno != EEXIST {
            throw Refusal(description: "\(name) cannot be made: \(Errno(rawValue: errno))")
        }
        var status = stat()
        guard path.withPlatformString({ lstat($0, &status) }) == 0 else {
            throw Refusal(description: "\(name) cannot be looked at: \(Errno(rawValue: errno))")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw Refusal(description: "\(name) is a link or a file, wanted a folder")
        }
        guard status.st_uid == geteuid() else {
            throw Refusal(
                description: "\(name) belongs to user \(status.st_uid), wanted one of user \(geteuid())'s own")
        }
        guard status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
            throw Refusal(description: "others may write into \(name): chmod go-w")
        }
    }

    /// `trubuild-documents-UID` in the folder that the host gives for such things, or else the system's temporary folder.
    static var standard: FilePath {
        if let given = ProcessInfo.processInfo.environment["XDG_CACHE_HOME"], given.hasPrefix("/") {
            return FilePath(given).appending("trubuild-documents-\(geteuid())")
        }
        return FilePath(FileManager.default.temporaryDirectory.path).appending("trubuild-documents-\(geteuid())")
    }

    /// The bytes of a file in it, marked as used now; nil when there is none.
    func read(_ name: String) -> [UInt8]? {
        let file = path.appending(name)
        let descriptor = file.withPlatformString { open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) }
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else {
            return nil
        }
        let wanted = Int(status.st_size)
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
            // Read into the room that the array gave, never beyond it.
            while count < wanted {
                let more = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, wanted - count)
                if more < 0, errno == EINTR { continue }
                failed = more < 0
                guard more > 0 else { break }
                count += more
            }
        }
        guard !failed else { return nil }
        futimens(descriptor, nil)
        return bytes
    }

    /// Writes a file whole or not at all; what had the name before is replaced.
    /// - Throws: `Errno`.
    func write(_ bytes: [UInt8], to name: String) throws(Errno) {
        var template = Array(path.appending("\(Self.unfinished)XXXXXX").string.utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var code: Int32 = 0
        var rest = bytes[...]
        while !rest.isEmpty, code == 0 {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { code = errno }
        }
        if close(descriptor) != 0, code == 0 { code = errno }
        if code == 0, rename(template, path.appending(name).string) != 0 { code = errno }
        guard code != 0 else { return }
        unlink(template)
        throw Errno(rawValue: code)
    }

    private static let unfinished = "unfinished-"

    /// A file of the cache, finished or left behind by a process that was killed.
    private struct Entry {
        var name: String
        var bytes: Int
        var used: timespec
    }

    /// Removes what was not used for longest until `bytes` are left. Two processes that do it at once remove the same.
    func prune(to bytes: Int) {
        let entries = entries()
        var total = entries.reduce(0) { $0 + $1.bytes }
        guard total > bytes else { return }
        let byUse = entries.sorted {
            ($0.used.tv_sec, $0.used.tv_nsec, $0.name) < ($1.used.tv_sec, $1.used.tv_nsec, $1.name)
        }
        for entry in byUse {
            guard total > bytes else { return }
            unlink(path.appending(entry.name).string)
            total -= entry.bytes
        }
    }

    /// Files of other names are not ours, and left alone.
    private func entries() -> [Entry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path.string)) ?? []
        return names.compactMap { name in
            guard name.hasPrefix(Self.unfinished) || (name.utf8.count == 64 && name.allSatisfy(\.isHexDigit)) else {
                return nil
            }
            var status = stat()
            guard lstat(path.appending(name).string, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                return nil
            }
            return Entry(name: name, bytes: Int(status.st_size), used: status.st_mtim)
        }
    }
}
