/// One thing that a criterion asks for.
struct RequirementItem: Sendable {
    enum Origin: Sendable, Equatable {
        case name
        case description
        /// The request's own wording of the requirement.
        case request
    }

    /// A word of the item, or two that stand together, with what may stand for it.
    struct Slot: Sendable {
        var weight: Double
        var alternatives: [(term: Int32, credit: Double)]
    }

    /// As written.
    var text: String
    var origin: Origin
    /// Among the items of its criterion.
    var weight: Double
    var slots: [Slot]
    /// Numbers that it asks for.
    var quantities: [Quantity] = []
    /// Numbers that name something, with the word before them: `ISO 9001`.
    var numberNames: [(name: Int32, number: Int32)] = []

    /// How many examples it asks for: *three or more projects*.
    var examples: Int? { quantities.first(where: \.isCount).map { Int($0.value) } }

    /// Numbers with a bound in so many words. Where examples are asked for, each of them has to keep it.
    var bounds: [Quantity] { examples == nil ? quantities.filter(\.isDemanded) : [] }

    var slotWeight: Double { slots.reduce(0) { $0 + $1.weight } }
}
