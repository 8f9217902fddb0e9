/// A criterion's name without what only dresses it: numbering, leaders, emphasis, the weight.
enum CriterionName {
    /// Cleans a name. The numbering goes; `Factor 1:` goes only when a name is left behind it.
    static func clean(_ text: String) -> String {
        var name = trimmed(text)
        for _ in 0..<2 {
            let (marker, rest) = Marker.split(name)
            guard marker != nil, rest.hasLetter, rest.count > 1 else { break }
            name = trimmed(rest)
        }
        return name
    }

    /// Splits `Technical approach: how the bidder …` into name and explanation. The first sentence is the name of
    /// something without a colon.
    static func split(_ text: String) -> (name: String, detail: String?) {
        let text = clean(text)
        for separator in [": ", " – ", " — ", " - ", ":"] {
            guard let found = text.firstRange(of: separator) else { continue }
            let head = text[..<found.lowerBound]
            let tail = trimmed(String(text[found.upperBound...]))
            guard (1...12).contains(head.wordCount), head.hasLetter, tail.wordCount >= 2 || tail.isEmpty else {
                continue
            }
            return (trimmed(String(head)), tail.isEmpty ? nil : tail)
        }
        let sentences = Sentences.split(text)
        guard sentences.count > 1, let first = sentences.first else { return (shortened(text), nil) }
        let rest = text[first.endIndex...].trimmingWhitespace()
        return (shortened(trimmed(String(first))), rest.isEmpty ? nil : rest)
    }

    static func shortened(_ name: String) -> String { Sentences.shortened(name, to: 200) }

    /// Without emphasis, leaders, dashes and brackets that a cut left open.
    static func trimmed(_ text: String) -> String {
        var name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        while true {
            let before = name
            name = name.trimming { $0.isWhitespace || "*_#|:;,،؛–—-=…•".contains($0) }
            if name.hasSuffix("."), !name.hasSuffix("etc.") { name.removeLast() }
            if name.hasSuffix("(") || name.hasSuffix("[") { name.removeLast() }
            if name.hasPrefix(")") || name.hasPrefix("]") { name.removeFirst() }
            if name.hasPrefix("("), !name.contains(")") { name.removeFirst() }
            if name.hasSuffix(")"), !name.contains("(") { name.removeLast() }
            if name == before { return name }
        }
    }
}
