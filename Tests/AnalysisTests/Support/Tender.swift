import Analysis
import FoundationEssentials
import ProcessorKit
import ProcessorTestKit
import TenderTestKit
import Testing

/// A small tender: three contractors, five criteria in two scopes.
enum Tender {
    static let criteria = """
        {"Technical":{"Method statement":{"weight":30,"description":"How the works are done"},
        "Crane plan":{"weight":20,"description":""},"Programme":{"weight":"10%"}},
        "Team":{"Site manager":{"weight":25},"ISO 9001":{"weight":15}}}
        """

    static let wanted: [AnalysisCheck.Wanted] = [
        .init(scope: "Technical", name: "Method statement", weight: 30),
        .init(scope: "Technical", name: "Crane plan", weight: 20),
        .init(scope: "Technical", name: "Programme", weight: 10),
        .init(scope: "Team", name: "Site manager", weight: 25), .init(scope: "Team", name: "ISO 9001", weight: 15),
    ]

    static let contractors = ["Alpha Build", "Beta_Works", "Gamma"]

    static let files: [String: Data] = [
        "tech_rfp/rfp/rfp.md": Data("# Request\n\nThe contractor shall submit a crane plan.\n".utf8),
        "tech_rfp/tender/Alpha Build/offer.md": Data(
            "# Offer\n\nMethod statement: sections are cast in turn.\n\nThe Crane plan is in annex B.\n".utf8),
        "tech_rfp/tender/Beta_Works/a/offer.txt": Data("Our Site manager has ISO 9001 training.\n".utf8),
        "tech_rfp/tender/Gamma/offer.docx": OfficeFiles.document(
            "Programme of 40 weeks", table: [["Crane plan", "yes"]]),
    ]

    static func payload(_ criteria: String = criteria) -> String {
        #"{"package_id":"p1","evaluation_criteria":\#(criteria)}"#
    }
}

extension TestPackage {
    /// Runs the analysis with a script for an evaluator.
    func analyse(
        _ script: Script, payload: String = Tender.payload(), checkpoint: [UInt8] = [], attempt: Int = 1,
        hasCheckpoints: Bool = true, refusals: [HostFunction: HostCallError.Code] = [:],
        onProgress: @escaping @Sendable (TestProgress, TestRunControl) -> Void = { _, _ in }
    ) async throws -> TestResult {
        let job = TestJob(
            payload: payload, attempt: attempt, packageDirectory: folder.path, checkpoint: checkpoint)
        let result = try await script.withConfig { config in
            try await TestHost(config: config, hasCheckpoints: hasCheckpoints, refusals: refusals)
                .run(ScriptedProcessor.self, job, onProgress: onProgress)
        }
        withExtendedLifetime(self) {}
        return result
    }

    /// Runs the analysis as it ships.
    func analyse(payload: String = Tender.payload()) async throws -> TestResult {
        try await run(AnalysisProcessor.self, payload: payload)
    }
}
