import ProcessorKit

/// Reads the files of an analysis, one contractor's at a time.
struct AnalysisFiles: Sendable {
    /// What was read of the RFP or of one offer.
    struct Reading: Sendable {
        var documents: [Document]
        var problems: [FileProblem]
        /// The problems as the artifact has them.
        var errors: [DocumentProcessingError]
    }

    private let files: PackageFiles
    private let run: ProcessorRun

    init(_ files: PackageFiles, run: ProcessorRun) {
        self.files = files
        self.run = run
    }

    /// - Parameters:
    ///   - part: what to read; the result is in the order of its files.
    ///   - contractor: whose files they are; empty for the RFP's.
    /// - Throws: `CancellationError`; a transient error when this host lacks the program that reads PDF, since grades
    ///   that nobody's PDF was read for would be wrong.
    func read(_ part: AnalysisPlan.Part, contractor: String) async throws -> Reading {
        let run = run
        let readings = try await files.read(part.files) { _, _ in try run.checkCancellation() }
        for reading in readings {
            // Pictures that nobody can read here are reported like any file; PDF is what offers are made of.
            guard case .failure(let error) = reading.outcome, error.code == .toolMissing,
                error.tried.contains("pdftotext")
            else { continue }
            throw ProcessorError.transient(code: error.code.rawValue, error.description)
        }
        let problems = part.passedOver + readings.compactMap { FileProblem($0) }
        return Reading(
            documents: readings.compactMap(\.document), problems: problems,
            errors: problems.map { problem in
                DocumentProcessingError(
                    file: problem.file, contractorName: contractor, errors: problem.reasons,
                    failedPages: problem.pages)
            })
    }

    /// The files of a folder of the package, and what is in it that cannot be a file of it.
    func part(_ folder: String) throws(ProcessorError) -> AnalysisPlan.Part {
        let list = try files.list(folder)
        return AnalysisPlan.Part(files: list, passedOver: (try? files.package.list(folder).passedOver) ?? [])
    }

    /// The contractors' folders, and what lies beside them, which goes to the log as well.
    func contractors() -> PackageFolder.Folders {
        let folders = files.package.subfolders(of: "tech_rfp/tender")
        files.note(folders.passedOver)
        return folders
    }
}
