import Crypto
import Glibc
import SystemPackage

/// Which bytes a path led to when it was looked at.
struct FileIdentity: Sendable, Equatable {
    private let device: UInt
    private let inode: UInt
    let bytes: Int
    private let seconds: Int
    private let nanoseconds: Int

    init(_ status: stat) {
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        bytes = Int(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }

    /// nil when there is no such file.
    init?(of path: FilePath) {
        var status = stat()
        guard path.withPlatformString({ lstat($0, &status) }) == 0 else { return nil }
        self.init(status)
    }
}

/// A regular file, open. What is looked at and hashed are the bytes behind its descriptor.
final class OpenFile {
    let identity: FileIdentity
    private let descriptor: Int32

    init(_ path: FilePath) throws(ReadFailure) {
        // O_NONBLOCK: a named pipe that took the file's place must not make us wait for a writer. O_NOFOLLOW: nor may a
        // link lead out of the package.
        let descriptor = path.withPlatformString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW) }
        guard descriptor >= 0 else {
            throw ReadFailure(.missing, "cannot be opened: \(Errno(rawValue: errno))")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ReadFailure(.missing, "not a regular file")
        }
        self.descriptor = descriptor
        identity = FileIdentity(status)
    }

    deinit {
        close(descriptor)
    }

    /// The first bytes, 1,024 at most.
    func head() throws(ReadFailure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 1024)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count >= 0 else { throw unreadable() }
        return Array(bytes[..<count])
    }

    /// The SHA-256 of all of it, read piece by piece.
    func sha256() throws(ReadFailure) -> [UInt8] {
        var digest = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var offset = 0
        while true {
            guard !Task.isCancelled else { throw ReadFailure(.cancelled, "cancelled") }
            let count = pread(descriptor, &buffer, buffer.count, off_t(offset))
            guard count >= 0 else { throw unreadable() }
            guard count > 0 else { return Array(digest.finalize()) }
            // The slice lies within the buffer: pread returns no more than it was given room for.
            buffer.withUnsafeBytes { digest.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            offset += count
        }
    }

    private func unreadable() -> ReadFailure {
        ReadFailure(.missing, "cannot be read: \(Errno(rawValue: errno))")
    }
}
