/// A criterion in the making: a topic, a criterion that the RFP states, or a heading of its own.
struct RubricSubject {
    enum Kind: Equatable {
        /// The class calls for it, or the RFP may (`isOpen`).
        case topic(id: String, isOpen: Bool)
        case stated
        case heading
    }

    var kind: Kind
    var scope: RubricTopic.Scope
    var name: String
    /// What is judged, one sentence.
    var aim: String
    /// The weight before the RFP's demands count.
    var base: Double
    /// The stated criteria that it stands for, by their position in ``StatedCriteria/items``.
    var stated: [Int] = []
    /// The RFP gives the weight itself.
    var isWeighted = false

    var isLocalContext: Bool { kind == .topic(id: RubricTopic.localContext, isOpen: false) }
}
