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
    ///   - list: in the order of the result.
    ///   - contractor: whose files they are; empty for the RFP's.
    /// - Throws: `CancellationError`; a transient error when this host lacks the program that reads PDF, since grades
    ///   that nobody's PDF was read for would be wrong.
    func read(_ list: [PackageFolder.File], contractor: String) async throws -> Reading {
        // A copy of its own, so that problems are known by contractor.
        var files = files
        let run = run
        let readings = try await files.read(list) { _, _ in try run.checkCancellation() }
        for case .failure(let error) in readings.map(\.outcome) where error.code == .toolMissing {
            throw ProcessorError.transient(code: error.code.rawValue, error.description)
        }
        return Reading(
            documents: readings.compactMap(\.document), problems: files.problems,
            errors: files.problems.map { problem in
                DocumentProcessingError(
                    file: problem.file, contractorName: contractor, errors: problem.reasons,
                    failedPages: problem.pages)
            })
    }
}
