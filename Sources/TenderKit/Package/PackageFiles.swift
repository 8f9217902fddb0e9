public import ProcessorKit
import Synchronization
import SystemPackage

/// The files of one run's package: lists them, reads them with progress, and remembers what was wrong with them.
///
/// It may be used from child tasks: the next contractor's files are read while this one's are graded. How much is read at a
/// time is bounded for all of them together.
public final class PackageFiles: Sendable {
    private struct Findings {
        /// By file.
        var problems: [String: [FileProblem]] = [:]
        var ignored: [String] = []
        var lacksTool = false
    }

    private let run: ProcessorRun
    private let library: DocumentLibrary
    public let package: PackageFolder
    private let findings = Mutex(Findings())

    /// - Throws: a permanent error when the job has no package folder.
    public init(run: ProcessorRun, config: TenderConfig = TenderConfig()) throws(ProcessorError) {
        self.run = run
        library = DocumentLibrary(
            config: config, scratch: FilePath(run.scratchDirectory), warn: { run.log(.warning, $0) })
        package = PackageFolder(FilePath(try run.requirePackageDirectory()))
    }

    /// What could not be read so far, in the order of the files, whichever task found it first.
    public var problems: [FileProblem] {
        findings.withLock(\.problems).sorted { PackageFolder.isListed($0.key, before: $1.key) }.flatMap(\.value)
    }

    /// The files in a folder of the package and in those below. What cannot be listed goes to the log and to ``problems``.
    /// - Throws: a permanent error when there are too many, or when the package is gone.
    public func list(_ folder: String) throws(ProcessorError) -> [PackageFolder.File] {
        // An upload that is replaced meanwhile must not look like an empty one.
        _ = try run.requirePackageDirectory()
        do {
            let listing = try package.list(folder)
            note(listing.passedOver)
            return listing.files
        } catch {
            throw error.processorError
        }
    }

    /// Notes a file that is of no use here, with the reason.
    public func ignore(_ file: PackageFolder.File, because reason: String) {
        let name = PrintableName.of(file.name)
        run.log(.warning, "\(name) is ignored: \(reason)")
        findings.withLock { $0.ignored.append(name) }
    }

    /// Reads files; the readings are in the order of the files, with the files in an archive in its place. What cannot be read
    /// goes to the log and to ``problems``.
    /// - Parameter progress: called before each file with its name and how many of `files` are done.
    /// - Throws: `CancellationError`, what `progress` throws, or a transient error when nothing can be unpacked here.
    public func read(
        _ files: [PackageFolder.File],
        progress: @Sendable (_ name: String, _ done: Int) throws -> Void = { _, _ in }
    ) async throws -> [FileReading] {
        let readings = try await library.read(files, willRead: progress)
        for reading in readings {
            if case .failure(let error) = reading.outcome, error.code == .toolMissing {
                findings.withLock { $0.lacksTool = true }
            }
            if let problem = FileProblem(reading) { note(problem) }
        }
        return readings
    }

    /// An error with what only the reading knows: the files that were not tried or gave nothing, and whether another host may do
    /// better.
    public func explain(_ error: ProcessorError) -> ProcessorError {
        var error = error
        let (ignored, lacksTool) = findings.withLock { ($0.ignored, $0.lacksTool) }
        if !ignored.isEmpty { error.message += " Ignored: \(ignored.joined(separator: ", "))." }
        // A link or an empty folder in the place of the sheet is why there is none.
        let unread = problems.filter { $0.isWhole && !error.message.contains($0.file) }
        if !unread.isEmpty {
            let lines = unread.prefix(3).flatMap { $0.lines.prefix(1) }.joined(separator: "; ")
            error.message += " Not read: \(lines)" + (unread.count > 3 ? " and \(unread.count - 3) more." : ".")
        }
        if lacksTool { error.kind = .transient(after: nil) }
        return error
    }

    /// Notes problems that were found by other ways than reading.
    func note(_ problems: [FileProblem]) {
        for problem in problems { note(problem) }
    }

    /// The same problem, met again at a second listing or reading, is told once.
    private func note(_ problem: FileProblem) {
        let isNew = findings.withLock { findings in
            guard findings.problems[problem.file]?.contains(problem) != true else { return false }
            findings.problems[problem.file, default: []].append(problem)
            return true
        }
        guard isNew else { return }
        for line in problem.lines { run.log(.warning, line) }
    }
}
