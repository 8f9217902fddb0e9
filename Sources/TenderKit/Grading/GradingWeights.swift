/// Every weight and threshold of the embedded grader. Set by reading graded results, not fitted to any package.
struct GradingWeights: Sendable {
    static let standard = GradingWeights()

    // MARK: How much a text speaks of an item (0 to 1)

    /// Of a word that every request is full of (provide, ensure, project), against 1 for a word of the matter.
    var generalWord = 0.12
    /// Of a number in what is asked, when matched as a word.
    var numberWord = 0.4
    /// Of two words that stand together, against the sum of both.
    var pair = 0.35
    /// Least weight of two words that the thesaurus knows as one notion.
    var notion = 0.7
    /// Credit for a word of the thesaurus's same notion instead of the word itself.
    var synonym = 0.85
    /// Credit for a word that only the heading, the lead-in or the column's header has.
    var heading = 0.5
    /// Credit for a word that only another sentence of the same paragraph has.
    var paragraph = 0.4

    /// Weight of matched words that is enough for a full match: three words of the matter. Nobody repeats all of a long sentence.
    var enough = 2.6

    // MARK: Which criterion a statement belongs to

    /// A statement that matches no criterion this well belongs to none.
    var anchor = 0.4
    /// The same for what a statement's other words speak of besides.
    var furtherAnchor = 0.55
    /// Such a further criterion's name is matched at least this well, or its item nearly in full.
    var touching = 0.2
    var wholly = 0.8
    /// It belongs to every criterion that it matches at least this share as well as the best one, and with its other words to
    /// further ones, so many in all.
    var attribution = 0.93
    var ownerLimit = 4
    /// Added for the criterion that the heading above names.
    var headingBonus = 0.25
    /// What a label (`(c)`, `criterion 4`, the criterion's own wording as a heading) counts as, if the words match less.
    var labelled = 0.55
    /// The same under a heading that is akin to the criterion's name.
    var headed = 0.5
    /// A statement that belongs to more criteria than this is shared out among them: a list of everything answers nothing.
    var sharers = 2

    // MARK: How strong a statement is (0 to 1)

    /// Below this match a statement says nothing on an item; from `fullMatch` on it speaks of all of it.
    var noMatch = 0.3
    var fullMatch = 0.8
    /// Strength of a statement of the bidder's own that holds no fact at all.
    var bareStatement = 0.15
    /// New words that a statement needs to be the bidder's own, and not the request's wording repeated.
    var ownWords = 3
    /// Points of specificity at which a statement has 63 % of the highest strength.
    var pointScale = 2.7
    /// Points taken over from statements of the same paragraph that speak of no criterion, and at most how many.
    var support = 0.5
    var supportLimit = 2.0
    /// Share left of a statement of set phrases without a fact.
    var boilerplate = 0.25
    /// Share left of a chain of key words without a sentence.
    var wordChain = 0.3
    /// Share left of a table row that declares *partially*.
    var declaredPartly = 0.5
    /// At least this strong is a statement whose number meets the number asked for, and one that shows a document to be there
    /// when nothing but its presence is asked.
    var plainProof = 0.85
    /// Share left when a number is asked for and none is given, or a smaller one.
    var numberMissing = 0.75
    var numberShort = 0.5
    /// Share left of an item that sets a bound (*at least 15 years*, *within 18 months*) while no statement shows it to be met.
    /// The grade then ends at this step, counted from 0.
    var unproven = 0.45
    var unprovenStep = 5
    /// Share left of an item for which a number of examples is asked and none is found; the rest comes with the examples.
    var noExample = 0.4
    /// Share of the match left when another standard of the same body is named: ISO 9001 for ISO 45001.
    var otherName = 0.4
    /// A statement of the same paragraph that speaks of no criterion joins its neighbour's from this match on.
    var adoption = 0.2
    /// A quote speaks of its item in its own words at least this much.
    var quotable = 0.2

    // MARK: From statements to a grade

    /// The best statement of a passage counts in full; of what it leaves open the next ones of the same passage give this much, each
    /// half of the one before.
    var furtherStatement = 0.4
    /// Items of the request's own wording weigh this much in all, against the criterion's items.
    var requestItems = 0.3
    /// An item is covered from here on, and spoken of from there on.
    var covered = 0.5
    var partly = 0.15
    /// Lowest quality for each step above the first.
    var steps = [0.06, 0.14, 0.22, 0.31, 0.41, 0.52, 0.64, 0.77, 0.9]
    /// A criterion that is met or not is met from here on.
    var compliant = 0.4

    /// What statements come to together, the strongest first: each further one adds a share of what the best one leaves open.
    func coverage(_ strengths: [Double]) -> Double {
        var share = furtherStatement
        var further = 0.0
        for strength in strengths.dropFirst() {
            further += strength * share
            share /= 2
        }
        let best = strengths.first ?? 0
        return best + (1 - best) * min(1, further)
    }
}
