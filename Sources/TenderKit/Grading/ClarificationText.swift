/// What the bidder is asked for, as numbered directions.
struct ClarificationText {
    let judgement: Judgement
    private let lineLimit = 6

    init(_ judgement: Judgement) {
        self.judgement = judgement
    }

    var clarification: Clarification {
        if judgement.isUnread { return unread }
        guard !judgement.isTop else { return .none }
        let absent = judgement.items.filter { $0.status == .absent && $0.item.origin != .request }
        let rest = judgement.items.filter { $0.status == .partly || ($0.status == .covered && $0.isShort) }
        // From here on a question would change nothing, unless something that was asked for is not there.
        if absent.isEmpty, judgement.grade.score >= 80, !rest.contains(where: \.isShort) { return .none }
        var lines = absent.map { missing($0.item) }
        lines += rest.map(incomplete)
        if lines.isEmpty {
            lines.append(
                "Bidder to support its statements on \(Quotes.quoted(Quotes.cut(judgement.criterion.name, to: 110))) with names, dates, figures or records."
            )
        }
        return Clarification(absent.isEmpty ? .incomplete : .missing, numbered(lines))
    }

    private var unread: Clarification {
        guard !judgement.problems.isEmpty else { return .none }
        return Clarification(
            .missing,
            numbered(
                judgement.problems.map { "Bidder to submit \(ItemText.fileName($0.file)) again in a readable form." }))
    }

    /// A document is submitted, a person named, a manner described.
    private func missing(_ item: RequirementItem) -> String {
        let text = ItemText.bare(item.text)
        let folded = FoldedText.fold(text)
        let subject = item.origin != .description ? "" : " (\(Quotes.cut(judgement.criterion.name, to: 60)))"
        if folded.hasPrefix("how ") {
            return "Bidder to describe \(Quotes.quoted(Quotes.cut(text, to: 110)))\(subject)."
        }
        let verb =
            Self.people.occur(in: folded)
            ? "name" : (Self.documents.occur(in: folded) ? "submit" : "state what it offers for")
        return "Bidder to \(verb) \(ItemText.quoted(item))\(subject)."
    }

    private func incomplete(_ result: Judgement.ItemResult) -> String {
        let item = ItemText.quoted(result.item)
        if result.short?.isBreach != true, let examples = result.examples {
            let found = examples.found == 0 ? "none" : "\(examples.found)"
            return "Bidder to show all \(examples.wanted) asked for in \(item): \(found) could be found in the offer."
        }
        if let short = result.short {
            return short.isBreach
                ? "Bidder to explain how the limit in \(item) is kept: the offer says \(Quotes.quoted(Quotes.cut(short.quote, to: 120)))."
                : "Bidder to confirm how \(item) is met: the offer says \(Quotes.quoted(Quotes.cut(short.quote, to: 120)))."
        }
        if result.isUnproven { return "Bidder to state the figure by which \(item) is met." }
        return "Bidder to complete its answer on \(item) with names, dates, figures or records that can be verified."
    }

    private func numbered(_ lines: [String]) -> String {
        lines.prefix(lineLimit).enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
    }

    private static let documents = Phrases(
        "certificate", "licence", "license", "letter", "letters", "accounts", "insurance", "cv", "cvs", "chart", "plan",
        "plans",
        "programme", "schedule", "statement", "policy", "references", "register", "report", "شهادة", "رخصة", "خطاب",
        "خطة",
        "برنامج", "سيرة")
    private static let people = Phrases(
        "named", "manager", "coordinator", "planner", "officer", "engineer", "subcontractors", "مدير", "مهندس", "منسق")
}
