import Foundation
import Glibc

/// A library whose very bytes have been checked, in a copy that nobody else can change. The copy goes with the last
/// reference: runners keep one until they have ended.
final class VerifiedLibrary: Sendable {
    /// Where it was found.
    let path: String
    /// The private copy, which is what gets loaded. It lies in a folder of its own.
    let copy: String
    /// 64 lower-case hexadecimal digits.
    let sha256: String
    /// What the file at ``path`` looked like when it was opened.
    let stamp: FileStamp

    init(path: String, copy: String, sha256: String, stamp: FileStamp) {
        self.path = path
        self.copy = copy
        self.sha256 = sha256
        self.stamp = stamp
    }

    deinit {
        try? FileManager.default.removeItem(atPath: PathText.folder(of: copy))
    }
}

/// Which file it is, under whatever name.
struct FileIdentity: Sendable, Hashable {
    let device: UInt64
    let inode: UInt64
}

extension FileIdentity {
    /// nil when there is no such file.
    init?(of path: String) {
        guard let stamp = FileStamp(of: path) else { return nil }
        self = stamp.identity
    }
}

/// What a file looked like: enough to notice that it was written to, or that another one has its name.
struct FileStamp: Sendable, Hashable {
    let identity: FileIdentity
    let size: Int64
    /// Of the content and of the inode, in ns.
    let modified: Int64
    let changed: Int64

    /// nil when there is no such file.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init(_ status: stat) {
        identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        size = Int64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
    }
}
