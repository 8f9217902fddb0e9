/// Something that the RFP says about what is to be done: a sentence, a list item or a row.
struct Statement: Sendable {
    /// As printed, without numbering and without the clauses on money where it has any.
    var text: String
    var file: String
    var page: Int?
    /// The position of its section in ``RequestStatements/sections``.
    var section: Int
    /// How strongly it asks: about 1 for an obligation, less for a plain statement, more for numbers and emphasis.
    var strength: Double
    var isObligation: Bool
    /// Numbers, standards and names.
    var specificity: Double
    /// Points for each subject by its own words.
    var scores: [SubjectScore]
    /// A row, put into words with the table's header: not verbatim as a whole.
    var isRow = false
    /// Whole, of a length to quote, and in a form that stands by itself.
    var isQuotable: Bool
}

/// How much a text speaks of a subject.
struct SubjectScore: Equatable, Sendable {
    var subject: Int
    var points: Double

    /// One score for each subject, in the order of first mention; each at most 6.
    static func collect(_ matches: [CueIndex<StatementCue>.Match]) -> [SubjectScore] {
        var scores: [SubjectScore] = []
        for match in matches {
            guard case .subject(let subject) = match.tag else { continue }
            if let index = scores.firstIndex(where: { $0.subject == subject }) {
                scores[index].points = min(scores[index].points + match.weight, 6)
            } else {
                scores.append(SubjectScore(subject: subject, points: match.weight))
            }
        }
        return scores
    }

    static func add(_ other: [SubjectScore], times factor: Double, to scores: inout [SubjectScore]) {
        for score in other {
            if let index = scores.firstIndex(where: { $0.subject == score.subject }) {
                scores[index].points += score.points * factor
            } else {
                scores.append(SubjectScore(subject: score.subject, points: score.points * factor))
            }
        }
    }
}

/// A part of the RFP under the same headings.
struct RequestSection: Sendable {
    /// The innermost heading as printed.
    var heading: String?
    /// The headings from the outermost on, by their position in ``RequestStatements/headings``.
    var headings: [Int]
    /// Points for each subject by the words of the headings.
    var scores: [SubjectScore] = []
    /// How much its statements count; 0 for money, law and procedure.
    var factor = 1.0
}

/// A heading of the RFP, told from others of the same text by those above it.
struct RequestHeading: Sendable {
    /// Without its numbering.
    var name: String
    /// Says nothing about a subject: "Scope of work".
    var isGeneral: Bool
    /// Points for each subject by its own words.
    var scores: [SubjectScore]
}
