public import ProcessorKit
import SystemPackage

/// The files of one run's package: lists them, reads them with progress, and remembers what was wrong with them.
public struct PackageFiles: Sendable {
    private let run: ProcessorRun
    private let library: DocumentLibrary
    public let package: PackageFolder
    /// What could not be read, in the order of the files.
    public private(set) var problems: [FileProblem] = []
    private var ignored: [String] = []
    private var lacksTool = false

    /// - Throws: a permanent error when the job has no package folder.
    public init(run: ProcessorRun, config: TenderConfig = TenderConfig()) throws(ProcessorError) {
        self.run = run
        library = DocumentLibrary(config: config)
        package = PackageFolder(FilePath(try run.requirePackageDirectory()))
    }

    /// The files in a folder of the package and in those below. What cannot be listed goes to the log.
    public func list(_ folder: String) throws(ProcessorError) -> [PackageFolder.File] {
        do {
            let listing = try package.list(folder)
            for line in listing.passedOver { run.log(.warning, line) }
            return listing.files
        } catch {
            throw error.processorError
        }
    }

    /// Notes a file that is of no use here, with the reason.
    public mutating func ignore(_ file: PackageFolder.File, because reason: String) {
        let name = PrintableName.of(file.name)
        run.log(.warning, "\(name) is ignored: \(reason)")
        ignored.append(name)
    }

    /// Reads files. What cannot be read goes to the log and to ``problems``.
    /// - Parameter progress: called before each file with its name and how many are done.
    /// - Throws: `CancellationError`, or what `progress` throws.
    public mutating func read(
        _ files: [PackageFolder.File],
        progress: @Sendable (_ name: String, _ done: Int) throws -> Void = { _, _ in }
    ) async throws -> [FileReading] {
        let readings = try await library.read(files, willRead: progress)
        for reading in readings { note(reading) }
        return readings
    }

    /// An error with what only the reading knows: the files that were not tried, and whether another host may do better.
    public func explain(_ error: ProcessorError) -> ProcessorError {
        var error = error
        if !ignored.isEmpty { error.message += " Ignored: \(ignored.joined(separator: ", "))." }
        if lacksTool { error.kind = .transient(after: nil) }
        return error
    }

    private mutating func note(_ reading: FileReading) {
        guard let problem = FileProblem(reading) else { return }
        for line in problem.lines { run.log(.warning, line) }
        if case .failure(let error) = reading.outcome, error.code == .toolMissing { lacksTool = true }
        problems.append(problem)
    }
}

/// A file that could not be read, or of which parts could not.
public struct FileProblem: Sendable, Equatable {
    /// Its path within the package, printable.
    public var file: String
    /// In words, without the file's name.
    public var reasons: [String]
    /// Pages that gave no text, from 1.
    public var pages: [Int]
    /// Nothing at all was read.
    public var isWhole: Bool

    /// nil when all of the file was read.
    public init?(_ reading: FileReading) {
        file = reading.file
        switch reading.outcome {
        case .failure(let error):
            (reasons, pages, isWhole) = ([error.explanation], [], true)
        case .success(let document):
            guard !document.skipped.isEmpty else { return nil }
            reasons = document.skipped.map { part in part.page.map { "page \($0): \(part.reason)" } ?? part.reason }
            pages = document.skipped.compactMap(\.page)
            isWhole = document.blocks.isEmpty
        }
    }

    /// One line for each reason.
    public var lines: [String] { reasons.map { "\(file): \($0)" } }
}
