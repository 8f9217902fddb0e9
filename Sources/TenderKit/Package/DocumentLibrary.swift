import Foundation
public import SystemPackage

/// Reads files of packages as documents: several at a time, archives as the files in them, and from the cache what was read
/// before. The results are the same, in the same order, however many cores there are.
///
/// It may be used from several tasks at once: the bounds on what is read at a time hold for all of them together.
public struct DocumentLibrary: Sendable {
    let reader: DocumentReader
    let cache: DocumentCache?
    let scratch: FilePath
    var archiveLimits = ArchiveLimits()
    private let gate: ReadingGate
    private let width: Int

    /// - Parameters:
    ///   - scratch: an existing folder, for what is unpacked; the system's temporary folder unless given.
    ///   - width: how many files are read at a time; the number of cores unless given.
    ///   - bytesInFlight: what the files that are read at a time may have together. A larger one is read alone.
    ///   - warn: gets a line for people when there is no cache where there should be one.
    public init(
        config: TenderConfig = TenderConfig(), reader: DocumentReader = DocumentReader(), scratch: FilePath? = nil,
        width: Int = ProcessInfo.processInfo.activeProcessorCount, bytesInFlight: Int = 256 << 20,
        warn: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.reader = reader
        self.width = max(1, width)
        self.scratch = scratch ?? FilePath(FileManager.default.temporaryDirectory.path)
        gate = ReadingGate(width: width, bytes: bytesInFlight)
        cache = DocumentCache(config.documentCache, limits: reader.limits, warn: warn)
    }

    /// Reads files; the order of the result is that of the files, with the files in an archive in the archive's place.
    /// - Parameter willRead: called before each file, and before each file in an archive, with its printable name and how many
    ///   of `files` are done. Never called twice at the same time.
    /// - Throws: `CancellationError`, what `willRead` throws, or a transient error when nothing can be unpacked here. A file
    ///   that cannot be read is part of the result.
    public func read(
        _ files: [PackageFolder.File], willRead: @Sendable (_ name: String, _ done: Int) throws -> Void = { _, _ in }
    ) async throws -> [FileReading] {
        var plan = ReadingPlan(files)
        let unpacked = UnpackedFolders(in: scratch)
        // The group has waited for all its tasks by then, whatever ended it.
        defer { unpacked.removeAll() }
        try await withThrowingTaskGroup(of: (ReadingPlan.Item, ReadingPlan.Outcome).self) { group in
            repeat {
                while plan.running < width, let item = plan.next() {
                    try Task.checkCancellation()
                    try willRead(item.name, plan.filesDone)
                    group.addTask {
                        (item, try await gate.withPlace(bytes: item.bytes) { try await read(item, unpacked) })
                    }
                }
                guard let (item, outcome) = try await group.next() else { return }
                if let folder = plan.finish(item, outcome) { unpacked.remove(folder) }
            } while true
        }
        return plan.results
    }
}
