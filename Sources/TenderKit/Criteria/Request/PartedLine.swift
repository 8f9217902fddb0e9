/// A group with its parts in one line: `Team: 25%, of which lead 15% and developers 10%`.
struct PartedLine: Equatable {
    var name: String
    var weight: StatedWeight
    var detail: String?
    var parts: [Part]

    struct Part: Equatable {
        var name: String
        var weight: StatedWeight
    }

    /// - Parameter mentions: the weights in the text, at least three.
    init?(_ text: String, mentions: [WeightMention]) {
        guard let whole = mentions.first, mentions.count >= 3 else { return nil }
        let between = text[whole.range.upperBound..<mentions[1].range.lowerBound]
        guard Self.divides.occur(in: FoldedText.fold(String(between))),
            let line = WeightedLine(String(text[..<whole.range.upperBound]), isTitle: true)
        else { return nil }
        let parts = WeightedProse.entries(in: String(text[whole.range.upperBound...]))
        guard parts.count == mentions.count - 1 else { return nil }
        name = line.name
        weight = line.weight
        detail = line.detail
        self.parts = parts.map { Part(name: $0.name, weight: $0.weight) }
    }

    private static let divides = Phrases(
        "of which", "thereof", "comprising", "consisting of", "divided into", "divided between", "made up of",
        "split into", "broken down", "composed of", "منها", "موزعة", "تتوزع", "وتشمل")
}
