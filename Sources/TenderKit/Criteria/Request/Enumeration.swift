import Foundation

/// Names enumerated in a sentence: `two evaluation factors: Technical Approach and Price`.
enum Enumeration {
    static func names(in sentence: String) -> [String] {
        guard let tail = tail(of: sentence) else { return [] }
        var parts = tail.split { ",;،؛".contains($0) }.map { String($0) }
        if let last = parts.popLast() {
            parts += split(last, at: [" and ", " و"])
        }
        let names = parts.map { CriterionName.clean(withoutArticle($0)) }.filter(\.hasLetter)
        guard names.count >= 2, names.allSatisfy({ (1...8).contains($0.wordCount) && !WeightedLine.isSentence($0) })
        else {
            return []
        }
        return names.map { name in
            guard let first = name.first, first.isLowercase else { return name }
            return first.uppercased() + name.dropFirst()
        }
    }

    /// What follows the announcement.
    private static func tail(of sentence: String) -> Substring? {
        let folded = sentence.lowercased()
        for opening in openings {
            guard let found = folded.range(of: opening, options: .backwards) else { continue }
            // Lower case keeps the length of the letters that tenders are written in; if not, give up.
            guard folded.count == sentence.count else { return nil }
            let offset = folded.distance(from: folded.startIndex, to: found.upperBound)
            return sentence.dropFirst(offset)
        }
        return nil
    }

    private static func split(_ text: String, at separators: [String]) -> [String] {
        for separator in separators {
            if let found = text.range(of: separator, options: .backwards) {
                return [String(text[..<found.lowerBound]), String(text[found.upperBound...])].filter(\.hasLetter)
            }
        }
        return [text]
    }

    private static func withoutArticle(_ text: String) -> String {
        var words = text.split(whereSeparator: \.isWhitespace)
        while let first = words.first, ["the", "a", "and", "its", "their"].contains(first.lowercased()) {
            words.removeFirst()
        }
        return words.joined(separator: " ")
    }

    private static let openings = [
        "criteria:", "factors:", "criteria are:", "criteria are", "factors are:", "factors are",
        "evaluated on the basis of",
        "evaluated based on", "evaluated on", "judged on", "assessed on", "criteria include:", "criteria include",
        "following criteria:", "المعايير التالية:", "العناصر التالية:", "المعايير الآتية:",
    ]
}
