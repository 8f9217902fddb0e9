/// Grades by rules, without a model: how many of a criterion's words the best passages of the offer speak of.
public struct EmbeddedEvaluator: Evaluator {
    public struct Request: Sendable {
        /// The words of each criterion, by its name.
        fileprivate var words: [String: Set<String>]
    }

    public struct Offer: Sendable {
        fileprivate struct Passage: Sendable {
            var text: String
            var file: String
            var page: Int?
            var words: Set<String>
        }
        fileprivate var passages: [Passage]
        fileprivate var problems: [FileProblem]
    }

    public init() {}

    public func prepare(request documents: [Document], criteria: [ConfiguredCriterion]) async throws -> Request {
        var words: [String: Set<String>] = [:]
        for criterion in criteria {
            words[criterion.name] = Self.words(criterion.name + " " + (criterion.description ?? ""))
        }
        return Request(words: words)
    }

    public func prepare(
        offer documents: [Document], problems: [FileProblem], contractor: String, request: Request
    ) async throws -> Offer {
        let passages = documents.flatMap { document in
            document.blocks.map { block in
                Offer.Passage(
                    text: block.text, file: document.file, page: block.page,
                    words: Self.words((block.section + [block.text]).joined(separator: " ")))
            }
        }
        return Offer(passages: passages, problems: problems)
    }

    public func evaluate(
        _ criterion: ConfiguredCriterion, offer: Offer, request: Request
    ) async throws -> Evaluation {
        try Task.checkCancellation()
        let wanted = request.words[criterion.name] ?? Self.words(criterion.name)
        guard !wanted.isEmpty else { return Self.nothing(offer.problems) }
        var best: (passage: Offer.Passage, share: Double)?
        for passage in offer.passages {
            let share = Double(wanted.intersection(passage.words).count) / Double(wanted.count)
            if share > best?.share ?? 0.2 { best = (passage, share) }
        }
        guard let best else { return Self.nothing(offer.problems) }
        let grade = Grade.steps[min(8, Int(best.share * 9))]
        let quote = Sentences.shortened(best.passage.text, to: 350)
        return Evaluation(
            grade: grade,
            evidence: [
                Evidence(text: "Final Grade: \(grade.rawValue). The offer speaks of what the criterion asks for."),
                Evidence(text: "“\(quote)”", source: best.passage.file, pageNumber: best.passage.page),
            ],
            summary: "The offer speaks of what the criterion asks for.",
            clarification: Clarification(
                .incomplete, "1. Bidder to submit further details and evidence on \(criterion.name)."))
    }

    private static func nothing(_ problems: [FileProblem]) -> Evaluation {
        var text = "Final Grade: \(Grade.majorConcerns.rawValue). Nothing in the offer speaks of this criterion."
        if !problems.isEmpty {
            text += " Not or not fully readable: \(problems.map(\.file).joined(separator: ", "))."
        }
        return Evaluation(
            grade: .majorConcerns, evidence: [Evidence(text: text)],
            summary: "The offer holds no evidence on this criterion.", clarification: .none)
    }

    private static func words(_ text: String) -> Set<String> {
        Set(FoldedText.words(text).filter { $0.count > 3 })
    }
}
