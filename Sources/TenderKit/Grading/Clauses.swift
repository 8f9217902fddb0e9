/// Cuts what is asked into the things that are asked, one clause each.
struct Clauses {
    /// A clause of a text.
    struct Clause {
        /// Of the text's words.
        var words: Range<Int>
        var text: String
    }

    /// - Parameter limit: beyond it the last clause takes the rest.
    static func split(_ text: String, words: [Word], limit: Int = 10) -> [Clause] {
        var cuts: [Int] = [0]
        var depth = 0
        var isList = false
        for index in words.indices.dropFirst() {
            let flags = words[index].flags
            if flags.contains(.afterOpening) { depth += 1 }
            if flags.contains(.afterClosing), depth > 0 { depth -= 1 }
            if flags.contains(.afterEnd) || flags.contains(.afterClause) { isList = false }
            guard depth == 0 else { continue }
            // `Five of them on hospitals` goes on with what stands before.
            if continues(index, words) { continue }
            if flags.contains(.afterEnd) || flags.contains(.afterClause) || flags.contains(.afterComma) {
                isList = isList || (flags.contains(.afterComma) && !flags.contains(.afterClause))
                cuts.append(index)
            } else if joins.contains(words[index].hash), index + 1 < words.count,
                isList || isVerb(word(index + 1, of: text, words)) || documents.contains(words[index - 1].hash)
            {
                cuts.append(index)
                // The last `and` ends a list; what follows is one thing.
                isList = false
            }
        }
        cuts.append(words.count)
        var ranges: [Range<Int>] = []
        var pending: Int?
        for (start, end) in zip(cuts, cuts.dropFirst()) where start < end {
            let range = start..<end
            if asides.contains(words[start].hash) { continue }
            // Too little to look for by itself.
            let isThin = words[range].count { $0.isContent && !$0.flags.contains(.general) } < 2
            let startsSentence = words[start].flags.contains(.afterEnd) || words[start].flags.contains(.afterClause)
            // `A, testing and commissioning`: the thin one goes with what `and` adds.
            if let first = pending {
                ranges.append(first..<end)
                pending = nil
                continue
            }
            if isThin, !startsSentence, end < words.count, joins.contains(words[end].hash), ranges.count < limit {
                pending = start
                continue
            }
            if let last = ranges.last, ranges.count >= limit || (isThin && !startsSentence && last.upperBound == start)
            {
                ranges[ranges.count - 1] = last.lowerBound..<end
            } else if !isThin || ranges.isEmpty || startsSentence {
                ranges.append(range)
            }
        }
        // A thin first clause joins the next one: `Waste, dust and noise`.
        if ranges.count > 1, words[ranges[0]].count(where: { $0.isContent && !$0.flags.contains(.general) }) < 2,
            ranges[0].upperBound == ranges[1].lowerBound
        {
            ranges.replaceSubrange(0...1, with: [ranges[0].lowerBound..<ranges[1].upperBound])
        }
        return ranges.map { Clause(words: $0, text: Self.text($0, of: text, words)) }
    }

    private static func text(_ range: Range<Int>, of text: String, _ words: [Word]) -> String {
        var range = range
        while range.count > 1, leads.contains(words[range.lowerBound].hash) {
            range = (range.lowerBound + 1)..<range.upperBound
        }
        while range.count > 1, joins.contains(words[range.upperBound - 1].hash) {
            range = range.lowerBound..<(range.upperBound - 1)
        }
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: words[range.lowerBound].start)
        let end = utf8.index(utf8.startIndex, offsetBy: words[range.upperBound - 1].end)
        var clause = String(text[start..<end])
        if clause.count(where: { $0 == "(" }) > clause.count(where: { $0 == ")" }) { clause += ")" }
        return clause
    }

    private static func continues(_ index: Int, _ words: [Word]) -> Bool {
        guard index + 2 < words.count, !words[index].flags.contains(.afterEnd), Units.value(words[...], index) != nil
        else {
            return false
        }
        return words[index + 1].hash == Units.of && Units.pronouns.contains(words[index + 2].hash)
    }

    private static func word(_ index: Int, of text: String, _ words: [Word]) -> String {
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: words[index].start)
        return text[start..<utf8.index(utf8.startIndex, offsetBy: words[index].end)].lowercased()
    }

    private static func isVerb(_ word: String) -> Bool {
        (word.count > 4 && word.hasSuffix("ed")) || verbs.contains(word)
    }

    private static let verbs: Set<String> = [
        "gave", "held", "wrote", "made", "built", "kept", "how", "has", "have", "is", "are", "shall", "must", "shows",
        "presents",
        "provide", "include", "describe", "demonstrate", "submit", "explain", "show", "present", "identify", "name",
    ]
    /// A document before `and` is one thing asked for: *ISO certificate and test plans*.
    private static let documents = hashes([
        "certificate", "licence", "license", "chart", "cv", "programme", "schedule", "statement", "policy", "شهادة",
    ])
    private static let joins = hashes(["and", "as well as", "و"])
    private static let leads = hashes(["and", "with", "including", "or", "the", "a", "an", "also", "in", "of", "to"])
    /// Begin a clause that asks for nothing.
    private static let asides = hashes(["regardless", "irrespective", "eg", "etc"])

    private static func hashes(_ words: [String]) -> Set<UInt64> {
        let stemmer = Stemmer()
        return Set(words.map { WordHash.of(stemmer.stem(WordFolding.fold($0))) })
    }
}
