/// Which statement speaks of which subject. Each counts for one at most, so that no two descriptions quote the same.
struct SubjectAssignment {
    /// For each statement the subject, by its position among the candidates.
    struct Hit {
        var subject: Int
        var points: Double
        /// By the words of the statement alone.
        var own: Double
    }

    /// What a statement needs for a candidate to take it.
    enum Demand {
        case any
        /// A strong cue of its own: the class does not call for the subject.
        case strong
        /// A strong cue of its own or of its heading: the weak cues occur everywhere.
        case strongOrHeading
    }

    /// What a candidate may take.
    struct Candidate {
        /// Positions in the cue table whose points count for it.
        var cues: [(subject: Int, factor: Double)]
        var demand = Demand.any
        /// Headings whose sections belong to it, and what that counts.
        var heading: Int?
    }

    private static let headingPoints = 4.0
    private static let threshold = 1.0

    static func hit(
        _ statement: Statement, in section: RequestSection, candidates: [Candidate]
    ) -> Hit? {
        var best: Hit?
        for (position, candidate) in candidates.enumerated() {
            var own = 0.0
            var above = 0.0
            for cue in candidate.cues {
                own += points(of: cue.subject, in: statement.scores) * cue.factor
                above += points(of: cue.subject, in: section.scores) * cue.factor
            }
            if let heading = candidate.heading, section.headings.contains(heading) { above += headingPoints }
            switch candidate.demand {
            case .any: break
            case .strong: if own < RubricTopic.strongWeight { continue }
            case .strongOrHeading: if own < RubricTopic.strongWeight, above < RubricTopic.strongWeight / 2 { continue }
            }
            let points = own + above
            guard points >= threshold, points > best?.points ?? 0 else { continue }
            best = Hit(subject: position, points: points, own: own)
        }
        return best
    }

    static func points(of subject: Int, in scores: [SubjectScore]) -> Double {
        for score in scores where score.subject == subject { return score.points }
        return 0
    }
}
