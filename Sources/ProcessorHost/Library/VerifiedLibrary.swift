import Glibc

/// A library whose very bytes have been checked, in a copy that nobody else can change.
struct VerifiedLibrary: Sendable, Hashable {
    /// Where it was found.
    let path: String
    /// The private copy, which is what gets loaded.
    let copy: String
    /// 64 lower-case hexadecimal digits.
    let sha256: String
    let identity: FileIdentity
}

/// Which file it is, under whatever name.
struct FileIdentity: Sendable, Hashable {
    let device: UInt64
    let inode: UInt64
}

extension FileIdentity {
    /// nil when there is no such file.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }
}
