/// What a column of a criteria table holds.
enum HeaderRole: Equatable {
    case scope
    case criterion
    case weight
    case description
    /// Numbering, remarks, columns to be filled in.
    case other

    /// The role that a header cell names, if it names one.
    static func named(by cell: String) -> HeaderRole? {
        let folded = FoldedText.fold(cell)
        let words = folded.split(separator: " ").count
        let trimmed = cell.trimmingWhitespace()
        if trimmed == "#" || trimmed == "م" { return .other }
        if trimmed == "%" || trimmed == "٪" || trimmed == "(%)" { return .weight }
        guard (1...10).contains(words), StatedWeight(cell: cell) == nil || words > 1 else { return nil }
        if HeaderWords.numbering.equal(folded) { return .other }
        if HeaderWords.fillIn.occur(in: folded), !HeaderWords.highest.occur(in: folded) { return .other }
        if HeaderWords.scoringGuide.occur(in: folded) { return .description }
        if HeaderWords.threshold.occur(in: folded) { return .other }
        if HeaderWords.subCriterion.occur(in: folded), !HeaderWords.weight.occur(in: folded) { return .criterion }
        if HeaderWords.weight.occur(in: folded) || cell.contains("%") || cell.contains("٪") { return .weight }
        if HeaderWords.describes.begin(folded) { return .description }
        if HeaderWords.scope.occur(in: folded) { return .scope }
        if HeaderWords.criterion.occur(in: folded) { return .criterion }
        if HeaderWords.description.occur(in: folded) { return .description }
        return nil
    }

    /// Whether a header cell names what is judged, whatever else it says.
    static func namesItems(_ cell: String) -> Bool { HeaderWords.criterion.occur(in: FoldedText.fold(cell)) }

    /// Whether a header cell speaks of criteria, not merely of items.
    static func namesCriteria(_ cell: String) -> Bool { HeaderWords.explicitCriterion.occur(in: FoldedText.fold(cell)) }
}
