/// Tells headings from sentences where the format does not say: in plain text and PDF.
enum HeadingShape {
    /// The level a line has by its numbering or wording; nil when it does not read like a heading.
    ///
    /// `1.2 Scope of work` → 2, `SECTION 3 – EVALUATION` → 1, `Annex B` → 1, `EVALUATION CRITERIA` → 1.
    static func level(of line: String) -> Int? {
        guard line.count <= 140, let first = line.first, !endsLikeSentence(line), !isContentsLine(line) else {
            return nil
        }
        if let keyword = keywordLevel(line) { return keyword }
        if let (marker, rest) = LineMarker.split(line), case .outline(let depth) = marker.style {
            guard startsLikeTitle(rest), isTitle(rest) else { return nil }
            // `5.0 Scope` stands on the level of `5`.
            let numbers = Digits.western(marker.text).split(separator: ".")
            return numbers.count == 2 && Int(numbers[1]) == 0 ? 1 : depth
        }
        if let (marker, rest) = LineMarker.split(line), marker.style == .number || marker.style == .roman {
            return isUppercase(rest) && rest.count >= 4 ? 1 : nil
        }
        guard first.isLetter, isUppercase(line), line.count >= 4 else { return nil }
        return 1
    }

    /// Whether a number or a word like `Section 3` says that the line is a heading, not its capitals alone.
    static func isNumbered(_ line: String) -> Bool {
        if keywordLevel(line) != nil { return true }
        guard let (marker, _) = LineMarker.split(line) else { return false }
        switch marker.style {
        case .outline, .number, .roman: return true
        case .bullet, .letter: return false
        }
    }

    /// `4 Evaluation`: a plain number and a title. Only type larger than the text's makes that a heading.
    static func isChapter(_ line: String) -> Bool {
        let words = line.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].count <= 2, words[1].first?.isLowercase == false else { return false }
        return Digits.western(String(words[0])).allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// A line of a table of contents: dots, then a page number.
    static func isContentsLine(_ line: String) -> Bool {
        guard line.contains("...") || line.contains("…"), let last = line.split(separator: " ").last else {
            return false
        }
        return Digits.western(last.filter { $0 != "." && $0 != "…" }).allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// A line of capitals: at least four letters that have case, nearly all of them upper.
    static func isUppercase(_ text: String) -> Bool {
        var upper = 0
        var lower = 0
        for character in text {
            if character.isUppercase { upper += 1 } else if character.isLowercase { lower += 1 }
        }
        return upper >= 4 && lower * 10 <= upper
    }

    static func endsLikeSentence(_ text: String) -> Bool {
        guard let last = text.last else { return true }
        return ".;,،؛".contains(last) && !text.hasSuffix("etc.")
    }

    /// Few words: a heading is not a paragraph.
    static func isTitle(_ text: String) -> Bool {
        text.split(separator: " ").count <= 16
    }

    private static func startsLikeTitle(_ text: String) -> Bool {
        guard let first = text.first(where: { $0.isLetter || $0.isNumber }) else { return false }
        return !first.isLowercase && !first.isNumber
    }

    /// `Section 4`, `ANNEX B - Forms`, `القسم 3`, `المادة ٥`: the word, a number or letter, and at most a title.
    private static func keywordLevel(_ line: String) -> Int? {
        let words = line.split(separator: " ")
        guard words.count >= 2, words.count <= 16 else { return nil }
        let keyword = words[0].lowercased()
        guard let base = keywords[keyword] else { return nil }
        let number = Digits.western(words[1].trimmingSuffix(while: { ".:-–—)".contains($0) }))
        let parts = number.split(separator: ".")
        let isNumber =
            !parts.isEmpty && parts.allSatisfy { $0.count <= 3 && $0.allSatisfy { "0123456789".contains($0) } }
        let isLetter = number.count == 1 && number.allSatisfy { $0.isUppercase || !$0.isASCII }
        let isRoman = number.count <= 5 && number.allSatisfy { "IVXL".contains($0) }
        guard isNumber || isLetter || isRoman else { return nil }
        if words.count > 2, let first = words[2].first, first.isLowercase { return nil }
        return isNumber ? max(base, parts.count) : base
    }

    private static let keywords: [String: Int] = [
        "part": 1, "section": 1, "sec.": 2, "chapter": 1, "article": 1, "annex": 1, "annexure": 1, "appendix": 1,
        "attachment": 1, "schedule": 1, "volume": 1, "exhibit": 1, "lot": 1,
        "الباب": 1, "القسم": 1, "الفصل": 1, "الجزء": 1, "المادة": 2, "مادة": 2, "الملحق": 1, "ملحق": 1, "المرفق": 1,
    ]
}

extension Substring {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var end = endIndex
        while end > startIndex, predicate(self[index(before: end)]) { end = index(before: end) }
        return String(self[..<end])
    }
}
