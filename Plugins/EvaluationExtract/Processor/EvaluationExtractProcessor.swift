public import ProcessorKit
import SystemPackage
import TenderKit

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

    public init(config: EmptyConfig) {}

    public func run(_ run: ProcessorRun) async throws {
        let package = PackageFolder(FilePath(try run.requirePackageDirectory()))
        var files = PackageFiles(run: run)
        let uploads = try files.list("tech_rfp/evaluation", of: package)
        let sheets = uploads.filter { Self.sheetExtensions.contains($0.fileExtension) }
        for file in uploads where !sheets.contains(file) { files.ignore(file) }

        // An upload that cannot be used is an error, not a reason to read the RFP: the user meant it to be used.
        let readsRequest = sheets.isEmpty
        let sources = try await files.read(readsRequest ? try files.list("tech_rfp/rfp", of: package) : sheets)
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
        } catch {
            throw files.explain(error)
        }
        log(found, to: run)
        try run.checkCancellation()
        try run.writeArtifact("result", json: CriteriaArtifact(found.criteria).json())
        try run.progress(
            1, stage: "extracting", message: "Found \(found.criteria.count) criteria in \(found.file)")
    }

    private func log(_ found: ExtractedCriteria, to run: ProcessorRun) {
        for warning in found.warnings { run.log(.warning, warning) }
        for name in found.passFail { run.log(.info, "to be met, not scored: \(name)") }
        for reason in found.reasons { run.log(.debug, "\(found.file): \(reason)") }
    }
}
