public import ProcessorKit
import TenderKit

/// `tech_rfp_report`: what the newest analysis of a package says, in words and, where the host takes it, as a page.
public struct ReportProcessor: Processor {
    public static let description = ProcessorDescription(
        id: "com.trubuild.report", version: "1.0.0",
        summary: "Writes a report from the newest analysis of the package",
        jobTypes: ["tech_rfp_report"],
        payloadSchema: """
            {"type":"object","required":["package_id"],"properties":{"package_id":{"type":"string","minLength":1},\
            "evaluation_criteria":{"type":["object","string"]}}}
            """,
        requiredExtensions: [TRUBUILD_EXT_EARLIER_ARTIFACTS])

    private static let analysisType = "tech_rfp_analysis"
    /// Differences between the criteria that the log names; the rest is counted.
    private static let differencesLogged = 20

    public init(config: EmptyConfig) {}

    public func run(_ run: ProcessorRun) async throws {
        try run.progress(0, stage: "loading", message: "Loading the newest analysis")
        // Before the analysis: a payload that cannot be used is an error with or without one.
        let own = try ConfiguredCriteria.read(payload: run.payload)
        let earlier = try newestAnalysis(of: run)
        let analysis = try EarlierAnalysis(earlier.data, job: earlier.jobID).result
        let criteria = try own ?? Self.criteria(of: earlier)
        try criteria.checkTotal()
        run.log(.info, "report on the analysis job \(earlier.jobID), completed \(earlier.completedAt)")
        try run.checkCancellation()

        let contractors = analysis.tenderReport.count
        try run.progress(
            0.5, stage: "generating",
            message: "Writing the report on \(contractors) \(contractors == 1 ? "contractor" : "contractors")")
        for warning in criteria.warnings { run.log(.warning, warning) }
        let report = TechnicalReport(analysis: analysis, criteria: criteria.criteria)
        log(TechnicalReport.differences(between: analysis, and: criteria.criteria), to: run)
        try run.writeArtifact("result", report)
        try run.checkCancellation()
        let page = ReportPage(analysis: analysis, report: report, criteria: criteria.criteria)
        // A host that writes to the database does not take it, and does not need it.
        if try run.writeArtifact("report.html", contentType: "text/html", bytes: page.html()) {
            run.log(.debug, "wrote the page report.html")
        }
        try run.progress(1, stage: "generating", message: "Wrote the report")
    }

    private func newestAnalysis(of run: ProcessorRun) throws -> EarlierArtifact {
        guard let earlierArtifacts = run.earlierArtifacts else {
            throw ProcessorError.permanent(
                code: "host.no_earlier_artifacts",
                "this host gives no results of earlier jobs, which a report is made from: use a newer trubuild-host")
        }
        do {
            if let newest = try earlierArtifacts.newest(jobType: Self.analysisType, artifact: "result") {
                return newest
            }
        } catch {
            guard let call = error as? HostCallError, call.code == .tooLarge else { throw error }
            throw ProcessorError.permanent(
                code: "analysis.too_large",
                "the result of the newest analysis is larger than a host hands over (64 MiB)")
        }
        throw ProcessorError.permanent(
            code: "analysis.not_found",
            "found no completed \(Self.analysisType) of this company and package, which a report is made from: run an "
                + "analysis first. With exec, name the folder of its results: --earlier FOLDER.")
    }

    private static func criteria(of earlier: EarlierArtifact) throws(ProcessorError) -> ConfiguredCriteria {
        guard let criteria = try ConfiguredCriteria.read(payload: earlier.payload) else {
            throw .permanent(
                code: "criteria.missing",
                "neither the payload of this job nor that of the analysis (job \(earlier.jobID)) has "
                    + "evaluation_criteria: add them to this job's payload")
        }
        return criteria
    }

    private func log(_ differences: [String], to run: ProcessorRun) {
        for difference in differences.prefix(Self.differencesLogged) { run.log(.warning, difference) }
        let rest = differences.count - Self.differencesLogged
        if rest > 0 { run.log(.warning, "\(rest) more differences between the criteria and the analysis") }
    }
}
