public import ProcessorKit
public import TenderKit

/// `tech_rfp_summary`: the dates of a tender and its scope of work, from the request's documents.
public struct SummaryProcessor: Processor {
    public static let description = ProcessorDescription(
        id: "com.trubuild.summary", version: "1.0.0",
        summary: "Reads the dates and the scope of work of an RFP",
        jobTypes: ["tech_rfp_summary"],
        payloadSchema: """
            {"type":"object","required":["package_id"],"properties":{"package_id":{"type":"string","minLength":1},\
            "rfp_variant":{"enum":["tech","comm",null]},\
            "metadata":{"type":["object","null"],"properties":{"rfp_variant":{"enum":["tech","comm",null]}}}}}
            """)

    private let config: TenderConfig

    public init(config: TenderConfig) {
        self.config = config
    }

    public func run(_ run: ProcessorRun) async throws {
        let variant = try run.decodePayload(as: SummaryPayload.self).variant
        var files = try PackageFiles(run: run, config: config)
        let documents = try await documents(in: variant.folder, &files, run)
        try run.progress(0.8, stage: "summarizing", message: "Looking for dates and the scope of work")
        let summary = try TenderSummary(documents) { try run.checkCancellation() }
        log(summary, to: run)
        try run.checkCancellation()
        try run.writeArtifact("result", SummaryArtifact(summary))
        let count = summary.dates.days.count
        try run.progress(
            1, stage: "summarizing",
            message: "Found \(count) \(count == 1 ? "date" : "dates")"
                + (summary.scope.source == .scope ? " and the scope of work" : ""))
    }

    private func documents(
        in folder: String, _ package: inout PackageFiles, _ run: ProcessorRun
    ) async throws -> [Document] {
        let files = try package.list(folder)
        guard !files.isEmpty else {
            throw ProcessorError.permanent(
                code: "summary.no_files",
                "Nothing to read: the package has no document in \(folder). Upload the RFP there.")
        }
        let readings = try await package.read(files) { name, done in
            try run.checkCancellation()
            try run.progress(0.8 * Double(done) / Double(files.count), stage: "loading", message: "Reading \(name)")
        }
        let documents = readings.compactMap(\.document).filter { !$0.blocks.isEmpty }
        guard !documents.isEmpty else {
            let shown = package.problems.prefix(20).map { "\($0.file): \($0.reasons.first ?? "no text")." }
            let more = package.problems.count > 20 ? " \(package.problems.count - 20) more files likewise." : ""
            throw package.explain(
                .permanent(
                    code: "summary.unreadable",
                    "No document in \(folder) could be read. \(shown.joined(separator: " "))\(more)"))
        }
        return documents
    }

    private func log(_ summary: TenderSummary, to run: ProcessorRun) {
        for warning in summary.dates.warnings.prefix(50) { run.log(.warning, warning) }
        if summary.scope.source != .scope {
            run.log(.warning, "no part of the documents is headed as the scope of work: \(summary.scope.reason)")
        }
        for reason in summary.dates.reasons.prefix(200) { run.log(.debug, reason) }
        run.log(.debug, "scopeOfWork: \(summary.scope.reason)")
    }
}
