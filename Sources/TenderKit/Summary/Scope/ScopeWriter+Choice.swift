// What of a part becomes a point, and which sentence stands first.
extension ScopeWriter {
    /// The points of a part in the order of the document.
    func bullets(_ units: ScopeUnits) -> [ScopeUnit] {
        let good = Self.distinct(units.units.filter { $0.points > 2 }.prefix(300).map { $0 })
        let titles = units.parts.filter { $0.points > 2 }
        // Many details under a few headings: the headings, each with what it says first.
        if good.count > ScopeOfWork.bulletLimit, (3...ScopeOfWork.bulletLimit).contains(titles.count) {
            return titles.enumerated().map { index, title in
                let end = index + 1 < titles.count ? titles[index + 1].block : Int.max
                guard let detail = good.first(where: { $0.block > title.block && $0.block < end }) else { return title }
                var unit = title
                unit.text = "\(title.text): \(detail.text)"
                return unit
            }
        }
        // A list says it better than the sentences around it.
        let listed = good.filter { $0.kind != .sentence }
        let best = (listed.count >= 5 ? listed : good).enumerated().sorted {
            ($0.element.points, $1.offset) > ($1.element.points, $0.offset)
        }
        let kept = best.prefix(ScopeOfWork.bulletLimit).map(\.element).sorted { $0.block < $1.block }
        return kept.count >= 3 || titles.count < 3 ? kept : titles
    }

    /// Without those that say again what one before them says.
    static func distinct(_ units: [ScopeUnit]) -> [ScopeUnit] {
        var kept: [(unit: ScopeUnit, keys: Set<String>)] = []
        for unit in units {
            let keys = unit.keys
            let isNew =
                !keys.isEmpty
                && !kept.contains { other in
                    let shared = keys.intersection(other.keys).count
                    return shared * 10 >= 8 * min(keys.count, other.keys.count)
                }
            if isNew { kept.append((unit, keys)) }
        }
        return kept.map(\.unit)
    }

    static func repeats(_ unit: ScopeUnit, _ sentence: String) -> Bool {
        let keys = unit.keys
        let shared = keys.intersection(ScopeUnit(text: sentence, kind: .sentence, block: 0).keys).count
        return shared * 10 >= 8 * keys.count
    }

    /// The sentence of a document that says best what the tender is for.
    static func opening(_ candidates: [(sentence: String, bonus: Double)], title: String?) -> String? {
        let titleKeys = title.map { ScopeUnit(text: $0, kind: .sentence, block: 0).keys } ?? []
        var best: (sentence: String, points: Double)?
        for (place, candidate) in candidates.enumerated() {
            let unit = ScopeUnit(text: candidate.sentence, kind: .sentence, block: 0)
            let folded = FoldedText.fold(candidate.sentence)
            let words = candidate.sentence.wordCount
            var points = candidate.bonus - Double(place) / 10
            if ScopeWords.subject.occur(in: folded) { points += 4 }
            if ScopeWords.work.occur(in: folded) { points += 1 }
            if ScopeWords.procedure.occur(in: folded) { points -= 4 }
            if ScopeWords.outside.occur(in: folded) { points -= 2 }
            if ScopeWords.pointing.begin(folded) { points -= 4 }
            // The lead-in says that already.
            if ScopeWords.includes.occur(in: folded) { points -= 2 }
            points += Double(min(unit.keys.intersection(titleKeys).count, 3))
            if words < 8 { points -= 4 }
            if words > 60 { points -= 2 }
            if candidate.sentence.hasSuffix(":") { points -= 2 }
            if points >= 4, points > best?.points ?? 0 { best = (candidate.sentence, points) }
        }
        return best?.sentence
    }

    /// The name of what is tendered: one of the first lines, without `Request for proposals`.
    static func title(_ document: Document) -> String? {
        var fallback: String?
        for block in document.blocks.prefix(15) {
            if case .tableRow = block.kind { continue }
            let text = ScopeUnits.title(block.text)
            guard text.utf8.count <= 240, !text.hasSuffix("."), !text.contains("@"), !text.contains("://"),
                DateScanner.mentions(in: text).isEmpty
            else { continue }
            let hasRequest = EventCues.request.occur(in: EventScore.fold(text))
            let rest = withoutRequest(text)
            guard (2...20).contains(rest.wordCount), rest.filter(\.isLetter).count >= 6 else { continue }
            // `State of X – Request for Proposals` names the buyer.
            let endsWithRequest = EventScore.fold(rest).hasSuffix(" rfp ")
            let role = ScopePart.Role(heading: rest)
            if !endsWithRequest, hasRequest || role == .other || role == .requirement { return rest }
            if fallback == nil, endsWithRequest { fallback = rest }
        }
        return fallback
    }

    private static func withoutRequest(_ text: String) -> String {
        let separators: [Character] = [":", "–", "—", "|"]
        for separator in separators {
            guard let at = text.firstIndex(of: separator) else { continue }
            let lead = EventScore.fold(String(text[..<at]))
            let rest = text[text.index(after: at)...].trimmingWhitespace()
            if EventCues.request.occur(in: lead), rest.hasLetter { return rest }
        }
        let lower = text.lowercased()
        for lead in [
            "request for proposals for ", "request for proposal for ", "request for proposals to ", "rfp for ",
            "invitation to tender for ", "request for quotation for ", "tender for ", "كراسة الشروط والمواصفات ل",
            "منافسة ",
        ]
        where lower.hasPrefix(lead) {
            return String(text.dropFirst(lead.count)).trimmingWhitespace()
        }
        return text
    }
}

extension ScopePart {
    func page(in document: Document) -> Int? {
        blocks.isEmpty ? nil : document.blocks[blocks.lowerBound].page
    }
}
