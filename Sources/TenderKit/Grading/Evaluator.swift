/// Judges offers against criteria. The seam where a model may take the place of the rules.
///
/// A call may come from any task, several at once. The same question gives the same answer.
public protocol Evaluator: Sendable {
    /// What the evaluator keeps about the request, made once in a run: an index, a compressed text.
    associatedtype Request: Sendable
    /// What it keeps about one contractor's offer.
    associatedtype Offer: Sendable

    /// - Parameter documents: of the RFP; empty when the package has none.
    func prepare(request documents: [Document], criteria: [ConfiguredCriterion]) async throws -> Request

    /// - Parameters:
    ///   - documents: what could be read of the offer; may be empty.
    ///   - problems: what could not be read of it.
    func prepare(
        offer documents: [Document], problems: [FileProblem], contractor: String, request: Request
    ) async throws -> Offer

    func evaluate(_ criterion: ConfiguredCriterion, offer: Offer, request: Request) async throws -> Evaluation
}
