import ProcessorKit
import Synchronization
import TenderKit

/// What a ``ScriptedEvaluator`` is to do, and what was asked of it.
final class Script: Sendable {
    struct Asked: Sendable {
        /// `contractor/criterion`, in the order of the questions.
        var evaluations: [String] = []
        /// Contractors whose offers were prepared.
        var offers: [String] = []
        var requests = 0
    }

    /// Grades at a time.
    let width: Int
    /// The question, counted from 1, that gets a transient error for an answer.
    let failsAt: Int?
    private let state = Mutex(Asked())

    init(width: Int = 2, failsAt: Int? = nil) {
        self.width = width
        self.failsAt = failsAt
    }

    var asked: Asked { state.withLock { $0 } }

    func noteRequest() { state.withLock { $0.requests += 1 } }

    func note(offer contractor: String) { state.withLock { $0.offers.append(contractor) } }

    func note(evaluation: String) throws {
        let count = state.withLock { state in
            state.evaluations.append(evaluation)
            return state.evaluations.count
        }
        if count == failsAt { throw ProcessorError.transient(code: "script.fails", "the script says so") }
    }

    // A processor is made from its config alone, which can name a script but not hold it.
    private static let scripts = Mutex<[String: Script]>([:])

    /// Makes the script known for the time of `body`, by the config that names it.
    func withConfig<R>(_ body: (String) async throws -> R) async throws -> R {
        let name = "\(ObjectIdentifier(self).hashValue)"
        Self.scripts.withLock { $0[name] = self }
        defer { Self.scripts.withLock { $0[name] = nil } }
        return try await body(#"{"script":"\#(name)"}"#)
    }

    static func named(_ name: String) -> Script? { scripts.withLock { $0[name] } }
}

/// Answers by whether the criterion's name stands in the offer.
struct ScriptedEvaluator: Evaluator {
    struct Offer: Sendable {
        var contractor: String
        var documents: [Document]
    }

    let script: Script

    func prepare(request documents: [Document], criteria: [ConfiguredCriterion]) async throws -> Int {
        script.noteRequest()
        return documents.count
    }

    func prepare(
        offer documents: [Document], problems: [FileProblem], contractor: String, request: Int
    ) async throws -> Offer {
        script.note(offer: contractor)
        return Offer(contractor: contractor, documents: documents)
    }

    func evaluate(_ criterion: ConfiguredCriterion, offer: Offer, request: Int) async throws -> Evaluation {
        try script.note(evaluation: "\(offer.contractor)/\(criterion.name)")
        // Answers come in another order than questions.
        for _ in 0..<(criterion.name.utf8.reduce(0) { $0 + Int($1) } % 7) { await Task.yield() }
        for document in offer.documents {
            guard let block = document.blocks.first(where: { $0.text.contains(criterion.name) }) else { continue }
            return Evaluation(
                grade: .goodConfidence,
                evidence: [
                    Evidence(text: "Final Grade: Good Confidence. It is there."),
                    Evidence(text: block.text, source: document.file, pageNumber: block.page),
                ], summary: "It is there.", clarification: .none)
        }
        return Evaluation(
            grade: .nonCompliant, evidence: [Evidence(text: "Final Grade: Non-Compliant. Nothing was found.")],
            summary: "Nothing was found.",
            clarification: Clarification(.missing, "1. Bidder to submit \(criterion.name)."))
    }
}

/// The analysis with a scripted evaluator in place of the embedded one.
struct ScriptedProcessor: Processor {
    struct Config: Decodable, Sendable {
        var script: String
    }

    static let description = ProcessorDescription(
        id: "test.analysis", version: "1", summary: "Analysis by a script", jobTypes: ["tech_rfp_analysis"])

    private let script: Script

    init(config: Config) throws {
        guard let script = Script.named(config.script) else {
            throw ProcessorError.permanent(code: "script.unknown", config.script)
        }
        self.script = script
    }

    func run(_ run: ProcessorRun) async throws {
        try await TenderAnalysis(
            evaluator: ScriptedEvaluator(script: script), version: "1", width: script.width, now: { .zero }
        ).run(run)
    }
}
