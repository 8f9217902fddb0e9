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
        var lines: [String] = []
        let absent = judgement.items.filter { $0.status == .absent }
        for result in absent where lines.count < lineLimit {
            lines.append("Bidder to submit project-specific evidence for \(ItemText.quoted(result.item)).")
        }
        for result in judgement.items where result.status == .partly && lines.count < lineLimit {
            lines.append(incomplete(result))
        }
        for result in judgement.items where result.status == .covered && lines.count < lineLimit {
            if result.findings.first?.shortfall != nil {
                lines.append(
                    "Bidder to confirm how \(ItemText.quoted(result.item)) is met: the figure given is below the one required."
                )
            }
        }
        if lines.isEmpty {
            // All is there; only the last step is missing, and no question of ours would change that.
            if judgement.quality >= 0.75 { return .none }
            lines.append(
                "Bidder to substantiate its statements on \(Quotes.quoted(Quotes.cut(judgement.criterion.name, to: 110))) with names, dates, figures or records."
            )
        }
        return Clarification(absent.isEmpty ? .incomplete : .missing, numbered(lines))
    }

    private var unread: Clarification {
        guard !judgement.problems.isEmpty else { return .none }
        let files = judgement.problems.prefix(lineLimit).map { "Bidder to submit \($0.file) again in a readable form." }
        return Clarification(.missing, numbered(Array(files)))
    }

    private func incomplete(_ result: Judgement.ItemResult) -> String {
        let item = ItemText.quoted(result.item)
        if result.findings.first?.shortfall != nil {
            return "Bidder to confirm how \(item) is met: the figure given is below the one required."
        }
        return "Bidder to complete its answer on \(item) with names, dates, figures or records that can be verified."
    }

    private func numbered(_ lines: [String]) -> String {
        lines.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
    }
}
