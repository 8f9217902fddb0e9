/// A line, heading or row that may state a criterion, a group of criteria, a total or a step of a scale.
struct Entry: Equatable {
    enum Form: Hashable {
        case heading
        /// A list item or a short paragraph of its own.
        case line
        case row
        /// Inside a sentence.
        case prose
        /// A line that ends in a number without a unit.
        case bare
    }

    enum Role: Equatable {
        case item
        /// Adds up others.
        case total
        /// To be met, not scored.
        case passFail
    }

    var name: String
    /// Deeper entries belong to the nearest shallower one above them.
    var level: Int
    /// nil for a title that only groups.
    var weight: StatedWeight?
    var detail: String?
    var form: Form
    var role: Role = .item
    var place: SourcePlace
    /// The block of the document that it stands in.
    var block: Int
}
