import ProcessorKit
import SystemPackage
import TenderKit

/// Reads the files of one run and remembers what was wrong with them.
struct PackageFiles {
    private let run: ProcessorRun
    private let reader = DocumentReader()
    private var ignored: [String] = []
    private var lacksTool = false

    init(run: ProcessorRun) {
        self.run = run
    }

    /// The files in a folder of the package. What cannot be listed goes to the log.
    func list(_ folder: String, of package: PackageFolder) throws(ProcessorError) -> [PackageFolder.File] {
        do {
            let listing = try package.list(folder)
            for line in listing.passedOver { run.log(.warning, line) }
            return listing.files
        } catch {
            throw error.processorError
        }
    }

    /// Notes a file that is no evaluation sheet.
    mutating func ignore(_ file: PackageFolder.File) {
        let name = PrintableName.of(file.name)
        run.log(.warning, "\(name) is ignored: an evaluation sheet is .csv, .xlsx, .pdf, .json or .docx")
        ignored.append(name)
    }

    /// Reads files one after another. One that cannot be read is part of the result, with the reason.
    mutating func read(_ files: [PackageFolder.File]) async throws -> [CriteriaSource] {
        var sources: [CriteriaSource] = []
        for (index, file) in files.enumerated() {
            try run.checkCancellation()
            let name = PrintableName.of(file.name)
            try run.progress(
                Double(index) / Double(files.count), stage: "extracting", message: "Reading \(name)")
            sources.append(CriteriaSource(file: name, content: try await content(of: file, as: name)))
        }
        return sources
    }

    /// The extractor's error with what only the reading knows: the files that were not tried, and whether another host
    /// may do better.
    func explain(_ error: ProcessorError) -> ProcessorError {
        var error = error
        if !ignored.isEmpty { error.message += " Ignored: \(ignored.joined(separator: ", "))." }
        if lacksTool { error.kind = .transient(after: nil) }
        return error
    }

    private mutating func content(
        of file: PackageFolder.File, as name: String
    ) async throws(CancellationError) -> CriteriaSource.Content {
        do throws(DocumentError) {
            if file.fileExtension == "json" { return .json(try JSONFile.read(file.path, as: name)) }
            let document = try await reader.read(file.path, as: name)
            for part in document.skipped {
                run.log(.warning, "\(name)\(part.page.map { ", page \($0)" } ?? ""): \(part.reason)")
            }
            return .document(document)
        } catch {
            if error.code == .cancelled { throw CancellationError() }
            if error.code == .toolMissing { lacksTool = true }
            run.log(.warning, error.description)
            let tried = error.tried.isEmpty ? "" : " (tried: \(error.tried.joined(separator: ", ")))"
            return .unreadable(error.reason + tried)
        }
    }
}
