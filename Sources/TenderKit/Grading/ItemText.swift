/// How an item is called in our own sentences.
enum ItemText {
    /// In quotation marks, short.
    static func quoted(_ item: RequirementItem) -> String {
        Quotes.quoted(Quotes.cut(bare(item.text), to: 110))
    }

    /// Without the number of its clause and without who has to do it.
    static func bare(_ text: String) -> String {
        var text = text.trimming { ".;:,،؛".contains($0) || $0.isWhitespace }
        if let number = text.firstMatch(of: #/^\(?[A-Za-z]?\d+(\.\d+)*[.)]?\s+(?=\p{L})/#), number.output.1 != nil {
            text = String(text[number.range.upperBound...])
        }
        if let lead = text.firstMatch(
            of:
                #/^(The )?(Contractor|Bidder|Tenderer|Supplier|Vendor|Offeror|Consultant)s? (shall|must|should|will|is to|is required to) /#
        ) {
            text = String(text[lead.range.upperBound...])
        }
        return text
    }

    static func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// `“a”, “b” and “c”`
    static func list(_ items: [RequirementItem], limit: Int = 4) -> String {
        join(items.prefix(limit).map(quoted), more: items.count - limit)
    }

    /// Without figures and signs that end sentences: up to the first figure, if enough stands before it.
    static func plain(_ item: RequirementItem) -> String {
        let words = bare(item.text).split { $0.isWhitespace }.map { word in
            (word.trimming { !$0.isLetter && $0 != "%" }, word.hasSuffix(":"))
        }
        var runs: [[String]] = [[]]
        for (word, breaks) in words {
            if word.contains(where: \.isLetter), !word.contains(where: { $0.isNumber || ".!?؟/\\".contains($0) }) {
                runs[runs.count - 1].append(word)
                if breaks { runs.append([]) }
            } else if !(runs.last?.isEmpty ?? true) {
                runs.append([])
            }
        }
        // A figure taken out of the middle would change what is said: the first piece that says something stands for the whole,
        // else the longest.
        let told = runs.map { run in run.count { !hanging.contains($0.lowercased()) } }
        var best = told.firstIndex { $0 >= 3 }.map { runs[$0] } ?? []
        if best.isEmpty { for run in runs where run.count > best.count { best = run } }
        while let last = best.last, best.count > 1, hanging.contains(last.lowercased()) { best.removeLast() }
        while let first = best.first, best.count > 1, hanging.contains(first.lowercased()) { best.removeFirst() }
        let short = best.prefix(9).joined(separator: " ")
        return short.isEmpty ? "a required point" : short
    }

    private static let hanging: Set<String> = [
        "at", "least", "with", "of", "the", "a", "an", "to", "and", "or", "in", "that", "level", "for", "meets", "more",
        "each", "sar", "usd", "eur", "aed", "gbp", "million", "within",
    ]

    static func join(_ texts: [String], more: Int = 0) -> String {
        var texts = texts
        if more > 0 { texts.append(more == 1 ? "one further point" : "\(more) further points") }
        guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
        return texts.dropLast().joined(separator: ", ") + " and " + last
    }
}
