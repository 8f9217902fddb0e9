public import ProcessorKit
public import TenderKit

/// `tech_rfp_evaluation_extract`: the criteria of a package and their weights, from the sheet that the user uploaded or,
/// where there is none, from the RFP.
public struct EvaluationExtractProcessor: Processor {
    public static let description = ProcessorDescription(
        id: "com.trubuild.evaluation-extract", version: "1.0.0",
        summary: "Reads evaluation criteria and weights from a sheet or from the RFP",
        jobTypes: ["tech_rfp_evaluation_extract"],
        payloadSchema: """
            {"type":"object","required":["package_id"],"properties":{"package_id":{"type":"string","minLength":1}}}
            """)

    /// Extensions of evaluation sheets. .xls and .doc are among them so that their reader can say what to do about them.
    private static let sheetExtensions: Set<String> = ["csv", "xlsx", "xls", "pdf", "json", "docx", "doc"]

    private let config: TenderConfig

    public init(config: TenderConfig) {
        self.config = config
    }

    public func run(_ run: ProcessorRun) async throws {
        let files = try PackageFiles(run: run, config: config)
        let uploads = try files.list("tech_rfp/evaluation")
        let sheets = uploads.filter { Self.sheetExtensions.contains($0.fileExtension) }
        for file in uploads where !sheets.contains(file) {
            files.ignore(file, because: "an evaluation sheet is .csv, .xlsx, .pdf, .json or .docx")
        }

        // An upload that cannot be used is an error, not a reason to read the RFP: the user meant it to be used.
        let readsRequest = sheets.isEmpty
        let sources = try await sources(readsRequest ? try files.list("tech_rfp/rfp") : sheets, files, run)
        guard !sources.isEmpty else {
            throw files.explain(
                .permanent(
                    code: "criteria.no_files",
                    "Nothing to read: the package has no evaluation sheet in tech_rfp/evaluation and no document in "
                        + "tech_rfp/rfp. Upload one of them."))
        }
        let extractor = CriteriaExtractor()
        let found: ExtractedCriteria
        do {
            found =
                try readsRequest ? extractor.criteria(fromRequest: sources) : extractor.criteria(fromSheets: sources)
        } catch let error as ProcessorError {
            throw files.explain(error)
        }
        log(found, to: run)
        try run.checkCancellation()
        try run.writeArtifact("result", json: CriteriaArtifact(found.criteria, citesSource: readsRequest).json())
        try run.progress(
            1, stage: "extracting", message: "Found \(found.criteria.count) criteria in \(found.file)")
    }

    private func sources(
        _ files: [PackageFolder.File], _ package: PackageFiles, _ run: ProcessorRun
    ) async throws -> [CriteriaSource] {
        let data = files.filter { $0.fileExtension == "json" }
        let documents = files.filter { $0.fileExtension != "json" }
        var sources = data.map { file in
            let name = PrintableName.of(file.name)
            do throws(DocumentError) {
                return CriteriaSource(file: name, content: .json(try JSONFile.read(file.path, as: name)))
            } catch {
                run.log(.warning, error.description)
                return CriteriaSource(file: name, content: .unreadable(error.reason))
            }
        }
        let readings = try await package.read(documents) { name, done in
            try run.checkCancellation()
            try run.progress(
                Double(data.count + done) / Double(files.count), stage: "extracting", message: "Reading \(name)")
        }
        sources += readings.map { reading in
            switch reading.outcome {
            case .success(let document): CriteriaSource(file: reading.file, content: .document(document))
            case .failure(let error): CriteriaSource(file: reading.file, content: .unreadable(error.explanation))
            }
        }
        return sources
    }

    private func log(_ found: ExtractedCriteria, to run: ProcessorRun) {
        for warning in found.warnings { run.log(.warning, warning) }
        for name in found.passFail { run.log(.info, "to be met, not scored: \(name)") }
        for reason in found.reasons { run.log(.debug, "\(found.file): \(reason)") }
    }
}
