/// A block of a document outside tables, with its numbering split off and with what the headings above say of it.
struct Passage {
    enum Kind: Equatable {
        case heading
        case item(depth: Int)
        case paragraph
    }

    var block: Int
    var kind: Kind
    /// Deeper passages belong to the nearest shallower one above: headings 1…9, everything else from 10.
    var level: Int
    var marker: Marker?
    /// Without the marker.
    var text: String
    var page: Int?
    var context: Context
    /// The number of the innermost real heading above, or of the passage itself if it is one.
    var headingBlock: Int?
}

/// What is known of a place in a document.
struct Context: Equatable {
    /// Passages and tables of one evaluation part share the number; nil outside.
    var region: Int?
    var evidence = 0.0
    var leadIn = 0.0
    var isExample = false
    var isForeign = false
    /// A table of contents.
    var isContents = false

    var candidate: Candidate.Evidence {
        Candidate.Evidence(heading: evidence, leadIn: leadIn, isExample: isExample, isForeign: isForeign)
    }
}
