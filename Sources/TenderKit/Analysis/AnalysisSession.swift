import ProcessorKit

/// The grading of one run: contractors one after another, the criteria of each in parallel, the next offer read meanwhile.
///
/// In memory are the RFP and at most two offers. Progress, state and checkpoints are in the hands of one task, so that neither
/// their order nor the result depends on which grade is done first.
struct AnalysisSession<E: Evaluator> {
    private struct PreparedOffer: Sendable {
        var contractor: Int
        var offer: E.Offer
        var errors: [DocumentProcessingError]
    }

    let run: ProcessorRun
    let evaluator: E
    let plan: AnalysisPlan
    let files: AnalysisFiles
    /// Grades at a time.
    let width: Int
    private(set) var state: AnalysisState
    private var progress: AnalysisProgress
    private var checkpoints: CheckpointKeeper

    init(
        run: ProcessorRun, evaluator: E, plan: AnalysisPlan, files: AnalysisFiles, version: String, width: Int,
        now: @escaping @Sendable () -> Duration
    ) {
        self.run = run
        self.evaluator = evaluator
        self.plan = plan
        self.files = files
        self.width = max(1, width)
        state = AnalysisState(contractors: plan.contractors.count, criteria: plan.criteria.count)
        progress = AnalysisProgress(contractors: plan.contractors.map(\.name), criteria: plan.criteria.count)
        checkpoints = CheckpointKeeper(run: run, identity: plan.identity(version: version), now: now)
        checkpoints.restore(into: &state)
    }

    /// Grades what no earlier attempt has graded. A failed or cancelled run leaves its checkpoint.
    mutating func grade() async throws {
        do {
            try await gradeUnfinished()
        } catch {
            checkpoints.saveLast(state)
            throw error
        }
    }

    /// Reports that everything is written.
    mutating func complete() throws {
        progress.complete()
        try report("Analysis finished")
    }

    private mutating func gradeUnfinished() async throws {
        try report("Reading the RFP")
        let unfinished = state.unfinished
        guard !unfinished.isEmpty || state.request == nil else { return }
        let (plan, files, evaluator) = (plan, files, evaluator)
        let reading = try await files.read(plan.request, contractor: "")
        state.noteRequest(problems: reading.errors)
        guard !unfinished.isEmpty else { return }
        let request = try await evaluator.prepare(request: reading.documents, criteria: plan.criteria)

        try await withThrowingTaskGroup(of: PreparedOffer.self) { group in
            var ahead = unfinished.makeIterator()
            func readNext() {
                guard let contractor = ahead.next() else { return }
                group.addTask {
                    let (name, part) = (plan.contractors[contractor].name, plan.contractors[contractor].part)
                    let reading = try await files.read(part, contractor: name)
                    let offer = try await evaluator.prepare(
                        offer: reading.documents, problems: reading.problems, contractor: name, request: request)
                    return PreparedOffer(
                        contractor: contractor, offer: offer,
                        errors: part.files.isEmpty && part.passedOver.isEmpty ? [Self.noFiles(name)] : reading.errors)
                }
            }
            readNext()
            while let offer = try await group.next() {
                readNext()
                try await grade(offer, request)
            }
        }
    }

    private mutating func grade(_ offer: PreparedOffer, _ request: E.Request) async throws {
        let contractor = offer.contractor
        let name = PrintableName.of(plan.contractors[contractor].name)
        state.noteOffer(contractor, problems: offer.errors)
        progress.begin(contractor: contractor, finished: state.offers[contractor].finished)
        try report("Grading \(name)")
        let (run, evaluator, criteria, width) = (run, evaluator, plan.criteria, width)
        let open = criteria.indices.filter { state.offers[contractor].evaluations[$0] == nil }

        try await withThrowingTaskGroup(of: (Int, Evaluation).self) { group in
            var ahead = open.makeIterator()
            func gradeNext() {
                guard let criterion = ahead.next() else { return }
                group.addTask {
                    try run.checkCancellation()
                    let evaluation = try await evaluator.evaluate(
                        criteria[criterion], offer: offer.offer, request: request)
                    return (criterion, evaluation.checked())
                }
            }
            for _ in 0..<width { gradeNext() }
            do {
                while let (criterion, evaluation) = try await group.next() {
                    gradeNext()
                    state.finish(criterion: criterion, of: contractor, evaluation)
                    checkpoints.save(state)
                    progress.finishCriterion()
                    try report("Graded \(state.offers[contractor].finished) of \(criteria.count) criteria of \(name)")
                    try run.checkCancellation()
                }
            } catch {
                // Grades that were on their way are kept for the next attempt.
                group.cancelAll()
                while let result = await group.nextResult() {
                    guard case .success(let (criterion, evaluation)) = result else { continue }
                    state.finish(criterion: criterion, of: contractor, evaluation)
                    checkpoints.changed()
                }
                throw error
            }
        }
    }

    private func report(_ message: String) throws {
        let report = progress.report
        try run.progress(
            report.overallPercentageCompletion, stage: "grading", message: message, details: report)
    }

    private static func noFiles(_ contractor: String) -> DocumentProcessingError {
        DocumentProcessingError(
            file: "tech_rfp/tender/\(PrintableName.of(contractor))", contractorName: contractor,
            errors: ["the contractor's folder holds no file"], failedPages: [])
    }
}
