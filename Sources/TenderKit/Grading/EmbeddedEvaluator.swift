import ProcessorKit

/// Grades by rules, without a model and without the network.
///
/// Each criterion is cut into the things that it asks for. Each statement of an offer is given to the criterion that it
/// speaks of, and counts by what it holds: names, figures, dates, standards, proofs, words of the bidder's own. The best
/// statements on each item give its coverage, the items give the grade. `docs/grading.md` tells it for readers of results.
///
/// Deleting whole statements, list items, table rows or sections from an offer never raises a score.
public struct EmbeddedEvaluator: Evaluator {
    private let weights: GradingWeights

    public init() {
        self.init(weights: .standard)
    }

    init(weights: GradingWeights) {
        self.weights = weights
    }

    public func prepare(
        request documents: [Document], criteria: [ConfiguredCriterion]
    ) async throws -> GradingRequest {
        var builder = RequestBuilder(criteria: criteria, weights: weights)
        return try builder.build(documents)
    }

    public func prepare(
        offer documents: [Document], problems: [FileProblem], contractor: String, request: GradingRequest
    ) async throws -> GradingOffer {
        var reader = OfferReader(request: request, problems: problems)
        for document in documents.sorted(by: { $0.file < $1.file }) { try reader.read(document) }
        return reader.offer
    }

    /// - Throws: a permanent error when the criterion was not among those of the request.
    public func evaluate(
        _ criterion: ConfiguredCriterion, offer: GradingOffer, request: GradingRequest
    ) async throws -> Evaluation {
        try Task.checkCancellation()
        guard let index = request.profile(criterion) else {
            throw ProcessorError.permanent(
                code: "criterion_unknown",
                "the criterion \(PrintableName.of(criterion.name)) was not prepared: it must be among those given with the request"
            )
        }
        let judgement = Judgement(request.criteria[index], index: index, request: request, offer: offer)
        return Explanation(judgement: judgement).evaluation
    }
}
