import Foundation

/// What a statement holds beyond the matter that it speaks of: names, numbers, standards, dates, proofs, words of its own.
struct StatementFacts {
    /// Specificity; facts of one kind count less the more there are.
    var points = 0.0
    /// Names, numbers and dates.
    var hard = 0
    /// Words that neither the request has nor every offer.
    var own = 0
    /// Names in a row, separated by commas.
    var listed = 0
    var links = 0
    var isDenied = false
    /// It says of what the statement before names that it came to nothing.
    var takesBack = false
    /// A table row declares that a requirement is met, and says nothing more.
    var isBareDeclaration = false
    /// A table row says that a requirement is met in part.
    var isPartial = false
    var isBoilerplate = false
    var isWordChain = false

    init() {}

    init(_ words: ArraySlice<Word>, borrowed: BorrowedText, isRow: Bool) {
        let run = words.filter(\.isContent)
        let flags = borrowed.borrowed(run)
        var names = 0
        var numbers = 0
        var commas = 0
        var depth = 0
        for word in words {
            if word.flags.contains(.afterClosing), depth > 0 { depth -= 1 }
            if word.flags.contains(.afterOpening) { depth += 1 }
            if word.flags.contains(.afterComma), depth == 0 { commas += 1 }
            if word.flags.contains(.link) { links += 1 }
        }
        var previousWasName = false
        for (index, word) in run.enumerated() {
            defer { if word.flags.isDisjoint(with: .capital) { previousWasName = false } }
            if flags[index] { continue }
            // `Comply` says no more than the question did.
            if Declarations.words.contains(word.hash) { continue }
            if word.flags.contains(.number) {
                let isListMark = index == 0 || word.flags.contains(.afterOpening)
                if !isListMark { numbers += 1 }
                continue
            }
            guard !borrowed.asked.contains(word.hash) else { continue }
            if !word.flags.contains(.general) { own += 1 }
            let startsSentence = index == 0 && word.start == words.first?.start
            if word.flags.contains(.mixed) || (word.flags.contains(.capital) && !startsSentence) {
                if !previousWasName || word.flags.contains(.afterComma) { names += 1 }
                previousWasName = true
            }
        }
        let isArabic = run.count { $0.flags.contains(.arabic) } * 2 > run.count
        // Arabic has no capitals: its names hide among the words of the bidder's own.
        if isArabic { names = max(names, own / 4) }
        // The cells of a row are one thing's properties.
        listed = commas >= 2 && !isRow ? commas + 1 : 0
        hard = names + numbers
        points += Self.falling(names, 0.8) + Self.falling(numbers, 0.7)
        points += min(Double(own) * 0.12, 1.8)
        points += Self.falling(SetPhrases.proofs.count(in: words, upTo: 3), 0.4)
        if links > 0 { points += 0.4 }
        if listed >= 3 { points += listed >= 5 ? 0.8 : 0.5 }
        isDenied =
            SetPhrases.denials.occur(in: words) || Negation.denies(words, asked: borrowed.asked)
            || AdverseState.occurs(in: words) || Self.isOfRivals(words)
        takesBack = !isRow && AdverseState.takesBack(words)
        isBoilerplate = hard == 0 && SetPhrases.boilerplate.occur(in: words)
        let stops = words.count { $0.flags.contains(.stop) }
        // A list of references has few small words, too, but one fact in six words.
        isWordChain = !isRow && words.count >= 9 && hard < words.count / 6 && stops * 12 < words.count
    }

    /// `Our competitor Hill Ltd built three hospitals`: what others did, unless they only set the bidder off.
    private static func isOfRivals(_ words: ArraySlice<Word>) -> Bool {
        words.prefix(3).contains { rivals.contains($0.hash) } && words.first.map { !against.contains($0.hash) } == true
    }

    private static let against = Set(Units.hashes(["unlike", "than", "against", "before", "بخلاف"]))
    private static let rivals = Set(Units.hashes(["competitor", "rival", "منافس", "منافسنا"]))

    /// The second counts 0.8 of the first, and so on.
    private static func falling(_ count: Int, _ first: Double) -> Double {
        first * (1 - pow(0.8, Double(min(count, 12)))) / 0.2
    }
}
