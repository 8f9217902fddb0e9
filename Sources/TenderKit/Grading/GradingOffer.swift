/// What is kept of an offer: the best statements on each item, a few KB whatever its size.
public struct GradingOffer: Sendable {
    /// By item.
    var pools: [FindingPool]
    /// By criterion: the first statements that say that something is not there.
    var denials: [Int: Finding] = [:]
    /// Rows that declare a criterion to be met and show nothing, the first of each.
    var declarations: [Int: Finding] = [:]
    var problems: [FileProblem]
    /// Documents with any text.
    var readDocuments = 0
}
