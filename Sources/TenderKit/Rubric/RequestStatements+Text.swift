extension RequestStatements {
    /// A clause shorter than this says too little.
    private static let shortestPart = 25

    /// Sentences; what a semicolon parts stays together while it is short.
    static func sentences(_ text: String) -> [String] {
        var sentences: [String] = []
        for piece in Sentences.split(text) {
            let piece = piece.trimmingWhitespace()
            if let last = sentences.last, let end = last.last, ";؛".contains(end), last.count + piece.count < 200 {
                sentences[sentences.count - 1] = last + " " + piece
            } else {
                sentences.append(piece)
            }
        }
        return sentences
    }

    /// The clauses before the first one on money: "Company profile, three similar projects" of "Company profile, three
    /// similar projects, trade licence and insurances". nil when too little is left.
    func technicalPart(of sentence: String) -> String? {
        var kept = sentence.startIndex
        var start = sentence.startIndex
        while start < sentence.endIndex {
            let end = sentence[start...].firstIndex { ",;،؛|".contains($0) } ?? sentence.endIndex
            if cues.isCommercial(String(sentence[start..<end])) { break }
            kept = end
            start = end < sentence.endIndex ? sentence.index(after: end) : end
        }
        let part = sentence[..<kept].trimmingWhitespace()
        return part.count >= Self.shortestPart ? part : nil
    }

    /// Points for words that name something: capitals within the sentence.
    static func names(in text: String) -> Double {
        var count = 0
        for word in text.split(separator: " ").dropFirst() where word.first?.isUppercase ?? false { count += 1 }
        return Double(min(count, 3)) * 0.1
    }

    static func isQuotable(_ text: String, isList: Bool, isRow: Bool, words: Int) -> Bool {
        // A row of one cell is a name, not a demand.
        if isRow, !text.contains(where: { ":|".contains($0) }) { return false }
        guard words >= 4, text.count >= 20, text.count <= 600, let first = text.first, let last = text.last else {
            return false
        }
        if last == ":" || last == "?" || last == "؟" || text.contains("://") { return false }
        if !isList, first.isLowercase || !(first.isLetter || first.isNumber) { return false }
        let letters = text.count { $0.isLetter }
        return Double(letters) >= Double(text.count) * 0.55
    }

    /// `Place of performance 10`: a line of a table of contents.
    static func isContentsLine(_ text: String, words: Int) -> Bool {
        guard words <= 9, let last = text.split(separator: " ").last, last.count <= 3, last.allSatisfy(\.isNumber)
        else { return false }
        return !text.dropLast(last.count).contains { $0.digit != nil || ",;:.".contains($0) }
    }

    /// A heading without its numbering: `5 Requirements`, `Sec. 5.01 Requirements`.
    static func unnumbered(_ heading: String) -> String {
        let rest = Marker.split(heading).rest
        let name = rest.drop { $0.isNumber || $0 == "." }
        return (name.first?.isWhitespace ?? false ? String(name) : rest).trimming {
            $0.isWhitespace || ":.-–".contains($0)
        }
    }

    /// A row in words: `Theatre: Oxygen 4 outlets; Vacuum 2 outlets`.
    static func words(of cells: [String], under header: [String]) -> String {
        let filled = cells.indices.filter { !cells[$0].isEmpty }
        guard let first = filled.first else { return "" }
        guard header.count == cells.count, filled.count > 1 else {
            return filled.map { cells[$0] }.joined(separator: " | ")
        }
        let rest = filled.dropFirst().map { header[$0].isEmpty ? cells[$0] : "\(header[$0]) \(cells[$0])" }
        return "\(cells[first]): " + rest.joined(separator: "; ")
    }
}
