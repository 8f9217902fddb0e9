public import ProcessorKit

/// The whole of an analysis: each contractor's folder against each criterion, with progress, checkpoints and both artifacts.
public struct TenderAnalysis<E: Evaluator>: Sendable {
    private let evaluator: E
    private let version: String
    private let config: TenderConfig
    private let width: Int
    private let now: @Sendable () -> Duration

    /// Lines about the criteria that go to the log.
    private static var warningLimit: Int { 100 }

    /// - Parameters:
    ///   - evaluator: gives the grades.
    ///   - version: of all that decides a grade; a checkpoint of another version is ignored.
    ///   - config: the manifest's.
    ///   - width: grades at a time; the result does not depend on it.
    ///   - now: time since any fixed start, which only paces checkpoints.
    public init(
        evaluator: E, version: String, config: TenderConfig = TenderConfig(), width: Int,
        now: @escaping @Sendable () -> Duration
    ) {
        self.evaluator = evaluator
        self.version = version
        self.config = config
        self.width = width
        self.now = now
    }

    /// Does one run and writes the artifacts `result` and `report`.
    /// - Throws: a permanent ``ProcessorError`` for a payload or a package that cannot be analysed: `criteria.…`,
    ///   `contractors.…`, `package.…`; `CancellationError`; what the evaluator throws.
    public func run(_ run: ProcessorRun) async throws {
        try run.progress(0, stage: "loading", message: "Looking for the criteria and the offers")
        guard let criteria = try ConfiguredCriteria.read(payload: run.payload) else {
            throw ProcessorError.permanent(
                code: "criteria.missing",
                "the payload has no evaluation_criteria: configure the criteria and their weights first")
        }
        try criteria.checkTotal()
        for warning in criteria.warnings.prefix(Self.warningLimit) { run.log(.warning, warning) }
        let files = AnalysisFiles(try PackageFiles(run: run, config: config), run: run)
        let plan = try plan(criteria.criteria, files, run)

        var session = AnalysisSession(
            run: run, evaluator: evaluator, plan: plan, files: files, version: version,
            width: width, now: now)
        try await session.grade()
        try run.checkCancellation()

        let artifact = artifact(of: session.state, plan)
        try run.writeArtifact("result", artifact)
        try run.writeArtifact("report", TechnicalReport(analysis: artifact.result, criteria: plan.criteria))
        try session.complete()
    }

    private func plan(
        _ criteria: [ConfiguredCriterion], _ files: AnalysisFiles, _ run: ProcessorRun
    ) throws -> AnalysisPlan {
        let folders = files.contractors()
        for warning in try AnalysisPlan.check(contractors: folders, criteria: criteria.count) {
            run.log(.warning, warning)
        }
        var request = try files.part("tech_rfp/rfp")
        if request.files.isEmpty {
            run.log(.warning, "tech_rfp/rfp holds no file: the offers are judged by the criteria alone")
        }
        // An offer that was put beside the folders is nobody's: the result tells, as it does of the RFP's files.
        request.passedOver += folders.passedOver
        var contractors: [AnalysisPlan.Contractor] = []
        for name in folders.names {
            try run.checkCancellation()
            contractors.append(.init(name: name, part: try files.part("tech_rfp/tender/\(name)")))
        }
        return AnalysisPlan(criteria: criteria, request: request, contractors: contractors)
    }

    private func artifact(of state: AnalysisState, _ plan: AnalysisPlan) -> AnalysisArtifact {
        let assembly = AnalysisAssembly(criteria: plan.criteria, persona: "embedded")
        let reports = zip(plan.contractors, state.offers).map { contractor, offer in
            assembly.contractor(contractor.name, offer.evaluations.compactMap(\.self))
        }
        return AnalysisArtifact(result: .init(tenderReport: reports, documentProcessingErrors: state.problems))
    }
}
