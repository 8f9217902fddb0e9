/// The words of the RFP that a description quotes: those that ask most strongly and most precisely.
struct RubricQuotes {
    /// Quotes from one place.
    struct Group: Equatable {
        var place: String
        /// With quotation marks where they are verbatim.
        var texts: [String]
        var isObligation: Bool
    }

    private static let groupLimit = 3
    private static let quoteLimit = 4
    private static let quoteLength = 220
    private static let totalLength = 560

    private struct Choice {
        var index: Int
        var rank: Double
    }

    /// - Parameter ranked: statements about the subject, with their points for it.
    static func groups(
        _ ranked: [(index: Int, points: Double)], in request: RequestStatements, language: RubricLanguage
    ) -> [Group] {
        var choices: [Choice] = []
        for item in ranked {
            let statement = request.statements[item.index]
            guard statement.isQuotable else { continue }
            var rank = statement.strength * (0.5 + min(item.points, 6) / 2) + statement.specificity
            if statement.text.count > quoteLength { rank -= statement.isRow ? 1 : 0.4 }
            if statement.text.count < 35 || statement.isRow { rank -= 0.3 }
            if FoldedText.isArabic(statement.text) != (language == .arabic) { rank /= 2 }
            choices.append(Choice(index: item.index, rank: rank))
        }
        choices.sort { ($0.rank, $1.index) > ($1.rank, $0.index) }

        var groups: [(place: String, indices: [Int], isObligation: Bool)] = []
        var count = 0
        var length = 0
        for choice in choices {
            let statement = request.statements[choice.index]
            let place = Self.place(statement, request, language)
            let quoted = min(statement.text.count, quoteLength)
            guard count < quoteLimit else { break }
            guard length + quoted <= totalLength || count == 0 else { continue }
            if let group = groups.firstIndex(where: { $0.place == place }) {
                groups[group].indices.append(choice.index)
                groups[group].isObligation = groups[group].isObligation || statement.isObligation
            } else if groups.count < groupLimit {
                groups.append((place, [choice.index], statement.isObligation))
            } else {
                continue
            }
            count += 1
            length += quoted
        }
        return groups.map { group in
            let texts = group.indices.sorted().map { index in
                let text = shortened(request.statements[index].text)
                return request.statements[index].isRow ? text : quoted(text, language)
            }
            return Group(place: group.place, texts: texts, isObligation: group.isObligation)
        }
    }

    static func quoted(_ text: String, _ language: RubricLanguage) -> String {
        language == .english ? "“\(text)”" : "«\(text)»"
    }

    /// A verbatim beginning that ends at a word, without the final stop.
    static func shortened(_ text: String) -> String {
        let text = text.trimming { $0.isWhitespace || ".;:,؛،".contains($0) }
        guard text.count > quoteLength else { return text }
        let cut = text.prefix(quoteLength)
        let end = cut.lastIndex(where: \.isWhitespace) ?? cut.endIndex
        return cut[..<end].trimming { $0.isWhitespace || ",;:،؛".contains($0) } + "…"
    }

    /// File and page in words.
    static func place(_ source: SourcePlace, _ language: RubricLanguage) -> String {
        let file = source.file.split(separator: "/").last.map(String.init) ?? source.file
        guard let page = source.page else { return file }
        return language == .english ? "\(file), page \(page)" : "\(file)، صفحة \(page)"
    }

    /// File, page and section in words.
    static func place(_ statement: Statement, _ request: RequestStatements, _ language: RubricLanguage) -> String {
        var parts = [place(SourcePlace(file: statement.file, page: statement.page), language)]
        if let heading = request.sections[statement.section].heading, !heading.isEmpty {
            let (marker, rest) = Marker.split(heading)
            let digits = marker.map { $0.text.drop { !$0.isNumber && !($0.isUppercase && $0.isASCII) } } ?? ""
            let number = digits.contains(where: \.isNumber) ? "\(digits) " : ""
            let name = number + (rest.count > 80 ? rest.prefix(79) + "…" : rest)
            parts.append(language == .english ? "section “\(name)”" : "قسم «\(name)»")
        }
        return parts.joined(separator: language == .english ? ", " : "، ")
    }
}
