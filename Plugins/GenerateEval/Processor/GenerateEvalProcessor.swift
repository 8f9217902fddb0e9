public import ProcessorKit
public import TenderKit

/// `tech_rfp_generate_eval`: technical criteria with weights for an RFP, where the user has none to upload.
public struct GenerateEvalProcessor: Processor {
    public static let description = ProcessorDescription(
        id: "com.trubuild.generate-eval", version: "1.0.0",
        summary: "Generates a technical evaluation rubric from the RFP",
        jobTypes: ["tech_rfp_generate_eval"],
        payloadSchema: """
            {"type":"object","required":["package_id"],"properties":{"package_id":{"type":"string","minLength":1}}}
            """)

    private let config: TenderConfig

    public init(config: TenderConfig) {
        self.config = config
    }

    public func run(_ run: ProcessorRun) async throws {
        let files = try PackageFiles(run: run, config: config)
        let found = try files.list("tech_rfp/rfp")
        guard !found.isEmpty else {
            throw ProcessorError.permanent(
                code: "rubric.no_files",
                "The package has no RFP: no document in tech_rfp/rfp. Upload the RFP, then generate the criteria.")
        }
        let readings = try await files.read(found) { name, done in
            try run.checkCancellation()
            try run.progress(0.8 * Double(done) / Double(found.count), stage: "loading", message: "Reading \(name)")
        }
        let documents = readings.compactMap(\.document).filter { !$0.blocks.isEmpty }
        guard !documents.isEmpty else {
            let reasons = files.problems.prefix(20).flatMap(\.lines).joined(separator: ". ")
            throw files.explain(
                .permanent(
                    code: "rubric.unreadable",
                    "None of the \(found.count) files in tech_rfp/rfp could be read. \(reasons)."))
        }

        let check = { try run.checkCancellation() }
        let rubric = try RubricGenerator().rubric(for: documents, checkCancellation: check) { file, done in
            let message = file.isEmpty ? "Weighing what the RFP asks for" : "Looking for requirements in \(file)"
            try run.progress(
                0.8 + 0.1 * Double(done) / Double(documents.count), stage: "processing", message: message)
        }
        for reason in rubric.reasons { run.log(.info, reason) }
        for warning in rubric.warnings { run.log(.warning, warning) }
        try run.checkCancellation()
        try run.progress(0.95, stage: "generating", message: "Writing \(rubric.criteria.count) criteria")
        try run.writeArtifact("result", json: rubric.artifact.json())
        try run.progress(
            1, stage: "generating",
            message: "Generated \(rubric.criteria.count) criteria, contract class \(rubric.contractClass.rawValue)")
    }
}
