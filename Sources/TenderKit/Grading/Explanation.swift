/// Puts a judgement into words: evidence, summary, clarification.
struct Explanation {
    let judgement: Judgement
    private let quoteLimit = 4

    var evaluation: Evaluation {
        Evaluation(
            grade: judgement.grade, evidence: evidence, summary: summary,
            clarification: ClarificationText(judgement).clarification)
    }

    // MARK: Evidence

    private var evidence: [Evidence] {
        var evidence = [Evidence(text: "Final Grade: \(judgement.grade.rawValue). " + justification)]
        evidence += quotes
        if let denial = judgement.denial, evidence.count <= quoteLimit + 1 {
            evidence.append(
                Evidence(
                    text: "The offer itself limits what it gives: \(Quotes.quoted(denial.quote))", source: denial.file,
                    pageNumber: denial.page))
        }
        if let gap { evidence.append(Evidence(text: gap)) }
        return evidence
    }

    private var justification: String {
        if judgement.isUnread {
            return "Nothing of this offer could be read"
                + (unreadable.map { ": \($0)" } ?? ", because it holds no document")
                + ". There is no evidence for the criterion."
        }
        let covered = judgement.items(.covered)
        let partly = judgement.items(.partly)
        let absent = judgement.items(.absent)
        var sentences: [String] = []
        if covered.isEmpty, partly.isEmpty {
            sentences.append(
                judgement.hasEvidence
                    ? "The offer touches on the criterion, but says nothing of substance on \(ItemText.list(absent))."
                    : "No passage of the offer gives evidence for \(ItemText.list(absent)).")
        } else {
            if !covered.isEmpty { sentences.append("The offer gives evidence for \(ItemText.list(covered)).") }
            if !partly.isEmpty { sentences.append("It meets only in part \(ItemText.list(partly)).") }
            if !absent.isEmpty { sentences.append("Nothing was found on \(ItemText.list(absent)).") }
        }
        if !absent.isEmpty || !judgement.hasEvidence, let unreadable {
            sentences.append("Some of the offer could not be read and may hold what is missing: \(unreadable).")
        }
        return sentences.joined(separator: " ")
    }

    /// Names of files with the first reason each.
    private var unreadable: String? {
        guard !judgement.problems.isEmpty else { return nil }
        let files = judgement.problems.prefix(3).map { problem in
            let reason = problem.reasons.first.map { " (\(Quotes.cut($0, to: 120)))" } ?? ""
            return problem.file + reason
        }
        return ItemText.join(
            files, more: 0) + (judgement.problems.count > 3 ? " and \(judgement.problems.count - 3) further files" : "")
    }

    private var quotes: [Evidence] {
        var chosen: [(finding: Finding, items: [RequirementItem])] = []
        let rounds = judgement.items.map(\.findings.count).max() ?? 0
        for round in 0..<min(rounds, 3) {
            for result in judgement.items.sorted(by: { $0.item.weight * $0.coverage > $1.item.weight * $1.coverage })
            where round < result.findings.count {
                let finding = result.findings[round]
                // A much weaker statement would only blur the case.
                guard finding.strength >= max(0.1, result.findings[0].strength / 2) || round == 0 else { continue }
                if let known = chosen.firstIndex(where: { $0.finding.hash == finding.hash }) {
                    if round == 0 { chosen[known].items.append(result.item) }
                } else if chosen.count < quoteLimit {
                    chosen.append((finding, [result.item]))
                }
            }
        }
        return chosen.map { choice in
            Evidence(
                text: "On \(ItemText.list(choice.items, limit: 2)): \(Quotes.quoted(choice.finding.quote))",
                source: choice.finding.file, pageNumber: choice.finding.page)
        }
    }

    /// Why not the next grade up.
    private var gap: String? {
        guard let next = judgement.nextGrade, !judgement.isUnread else { return nil }
        var reasons: [String] = []
        let absent = judgement.items(.absent)
        let partly = judgement.items(.partly)
        if !absent.isEmpty { reasons.append("nothing supports \(ItemText.list(absent, limit: 3))") }
        if !partly.isEmpty {
            reasons.append("what is said on \(ItemText.list(partly, limit: 3)) is incomplete or general")
        }
        if judgement.items.contains(where: { $0.findings.first?.shortfall != nil }) {
            reasons.append("a figure that is given stays below the one asked for")
        }
        if reasons.isEmpty {
            reasons.append(
                "few further facts that can be checked, such as names, figures, dates or records, stand behind it")
        }
        return "\(next.rawValue) was not given because \(ItemText.join(reasons))."
    }

    // MARK: Summary

    private var summary: String {
        if judgement.isUnread {
            return "The documents of this offer could not be read, so nothing supports this criterion."
        }
        let covered = judgement.items(.covered)
        let missing = judgement.items(.absent) + judgement.items(.partly)
        guard judgement.hasEvidence else {
            return "The offer holds no evidence on this criterion."
        }
        var sentences = [strengths(covered)]
        if let first = missing.first {
            let others = missing.count > 1 ? " and on further points" : ""
            sentences.append("Evidence is missing or thin on: \(ItemText.plain(first))\(others).")
        }
        return sentences.joined(separator: " ")
    }

    private func strengths(_ covered: [RequirementItem]) -> String {
        if judgement.isBinary {
            return judgement.grade == .compliant
                ? "The offer shows that the requirement is met."
                : "The offer does not show that the requirement is met."
        }
        switch judgement.quality {
        case 0.75...: return "The offer answers the criterion in full or nearly so, with specific evidence."
        case 0.5..<0.75: return "The offer answers most of the criterion, in places without much detail."
        case 0.25..<0.5: return "The offer answers the criterion in part."
        default: return "The offer only touches on the criterion."
        }
    }
}
