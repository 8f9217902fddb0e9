import Glibc
import Synchronization

/// Files for what is too large to be held in memory, in a private folder, and a bound for all of them together.
///
/// The files have no names: they are gone with their last reference, or with the process, however that ends.
public final class Spool: Sendable {
    /// Exists, and nobody else may write to it.
    public let folder: String
    /// The most that all files may hold together, in bytes.
    public let limit: UInt64

    private let held = Atomic<UInt64>(0)
    /// How many files were made.
    private let files = Atomic<UInt64>(0)

    public init(folder: String, limit: UInt64) {
        self.folder = folder
        self.limit = limit
    }

    /// What all files hold together now, in bytes.
    public var size: UInt64 { held.load(ordering: .relaxed) }

    /// Makes an empty file.
    public func makeFile() throws(SpoolError) -> SpoolFile {
        let number = files.wrappingAdd(1, ordering: .relaxed).newValue
        let path = "\(folder)/\(number)"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SpoolError("making a file in \(folder)", errno) }
        // What a kill leaves behind between these two lines goes with the folder.
        guard unlink(path) == 0 else {
            let code = errno
            close(descriptor)
            throw SpoolError("removing the name of a file in \(folder)", code)
        }
        return SpoolFile(descriptor: descriptor, of: self)
    }

    /// Books the bytes before they are written, so that no two files pass the limit together.
    func reserve(_ count: UInt64) throws(SpoolError) {
        // Far from the end of the numbers: no disk holds so much.
        let total = held.wrappingAdd(count, ordering: .relaxed).newValue
        guard total > limit else { return }
        release(count)
        throw SpoolError(
            .full,
            "results that wait to be written take \(total - count) bytes on the disk, \(count) more would be "
                + "over the limit of \(limit)")
    }

    func release(_ count: UInt64) {
        held.wrappingSubtract(count, ordering: .relaxed)
    }
}
