/// What the grader knows of a criterion before it sees an offer.
struct CriterionProfile: Sendable {
    var criterion: ConfiguredCriterion
    /// The first is the name as a whole: it says what the criterion is about.
    var items: Range<Int>
    /// The letter or number that the criterion goes by, as the hash of its word.
    var label: UInt64?
    /// Met or not met, nothing in between.
    var isBinary: Bool
    /// Hashes of its name's words of content.
    var nameWords: Set<UInt64>
    /// Those of them that say something about the matter.
    var tellingWords: Set<UInt64>
    /// The same without what stands in parentheses.
    var coreWords: Set<UInt64>
}
