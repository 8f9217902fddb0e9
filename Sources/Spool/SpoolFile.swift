import Glibc
import Synchronization

/// A file without a name. It grows by one writer at a time; any number of threads may read what is there, as often as they
/// like. The descriptor is closed with the last reference.
public final class SpoolFile: Sendable {
    private let descriptor: Int32
    private let spool: Spool
    private let written = Atomic<UInt64>(0)

    init(descriptor: Int32, of spool: Spool) {
        self.descriptor = descriptor
        self.spool = spool
    }

    deinit {
        close(descriptor)
        spool.release(size)
    }

    /// In bytes.
    public var size: UInt64 { written.load(ordering: .acquiring) }

    /// Writes to the end. Blocks while the disk does. After an error the file is as before.
    public func append(_ bytes: UnsafeRawBufferPointer) throws(SpoolError) {
        let start = size
        try spool.reserve(UInt64(bytes.count))
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(start) + off_t(done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let code = count < 0 ? errno : ENOSPC
                spool.release(UInt64(bytes.count))
                throw SpoolError("writing \(start + UInt64(bytes.count)) bytes in \(spool.folder)", code)
            }
            done += count
        }
        written.store(start + UInt64(bytes.count), ordering: .releasing)
    }

    /// Reads bytes from `offset` on.
    /// - Returns: how many were read: as many as there is space for, unless the file ends before.
    public func read(from offset: UInt64, into space: UnsafeMutableRawBufferPointer) throws(SpoolError) -> Int {
        let wanted = Int(min(UInt64(space.count), size - min(offset, size)))
        var done = 0
        while done < wanted {
            let count = pread(
                descriptor, space.baseAddress.map { $0 + done }, wanted - done, off_t(offset) + off_t(done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SpoolError("reading back from \(spool.folder)", count < 0 ? errno : EIO) }
            done += count
        }
        return done
    }
}
