/// Puts a judgement into words: evidence, summary, clarification.
struct Explanation {
    let judgement: Judgement
    private let quoteLimit = 4
    private var quotable: Double { judgement.quotable }

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
        if !judgement.hasEvidence, let declared = judgement.declaration {
            evidence.append(
                Evidence(
                    text: "The offer declares this without showing it: \(Quotes.quoted(declared.quote))",
                    source: declared.file, pageNumber: declared.page))
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

    /// Names of files with the reason in a few words.
    private var unreadable: String? {
        guard !judgement.problems.isEmpty else { return nil }
        let files = judgement.problems.prefix(3).map { problem in
            let reason = problem.reasons.first.map { " (\(Quotes.cut(Self.plain($0), to: 90)))" } ?? ""
            return ItemText.fileName(problem.file) + reason
        }
        return ItemText.join(Array(files), more: 0)
            + (judgement.problems.count > 3 ? " and \(judgement.problems.count - 3) further files" : "")
    }

    /// A reason without what a tool printed: all up to the first semicolon or parenthesis.
    private static func plain(_ reason: String) -> String {
        let head = reason.prefix { $0 != ";" && $0 != "(" }
        return String(head).trimmingWhitespace()
    }

    private var quotes: [Evidence] {
        var chosen: [(finding: Finding, items: [RequirementItem])] = []
        let results = judgement.items.sorted { $0.item.weight * $0.coverage > $1.item.weight * $1.coverage }
        func choose(_ finding: Finding, _ item: RequirementItem, _ isFirst: Bool) {
            guard finding.link >= quotable else { return }
            if let known = chosen.firstIndex(where: { $0.finding.hash == finding.hash }) {
                if isFirst { chosen[known].items.append(item) }
            } else if chosen.count < quoteLimit,
                !chosen.contains(where: { Quotes.areAlike($0.finding.quote, finding.quote) })
            {
                chosen.append((finding, [item]))
            }
        }
        for result in results { if let first = result.findings.first { choose(first, result.item, true) } }
        for result in results { if let short = result.short { choose(short, result.item, false) } }
        // A much weaker statement would only blur the case; examples are worth showing one by one.
        for round in 1..<4 {
            for result in results where round < result.findings.count {
                let finding = result.findings[round]
                guard result.item.examples != nil || chosen.count < (results.count == 1 ? quoteLimit : 3),
                    finding.strength >= max(0.2, result.findings[0].strength * 0.6)
                else { continue }
                choose(finding, result.item, false)
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
        for result in judgement.items {
            if let examples = result.examples {
                reasons.append(
                    "\(examples.found == 0 ? "none" : "only \(examples.found)") of the \(examples.wanted) asked for in \(ItemText.quoted(result.item)) \(examples.found > 1 ? "are" : "is") shown in full"
                )
            }
            if let short = result.short {
                reasons.append(
                    short.isBreach
                        ? "a figure that is given goes beyond the limit in \(ItemText.quoted(result.item))"
                        : "a figure that is given stays below the one in \(ItemText.quoted(result.item))")
            } else if result.isUnproven, result.status != .absent {
                reasons.append("no figure shows that \(ItemText.quoted(result.item)) is met")
            }
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
            if judgement.declaration != nil {
                return "The offer declares that it complies, but shows no evidence on this criterion."
            }
            return "The offer holds no evidence on this criterion."
        }
        var sentences = [strengths(covered)]
        if let first = missing.first {
            sentences.append(gaps(first, missing.count > 1 ? missing[1] : nil, more: missing.count > 2))
        }
        return sentences.joined(separator: " ")
    }

    private func gaps(_ first: RequirementItem, _ second: RequirementItem?, more: Bool) -> String {
        let names = [first, second].compactMap { $0 }.map { "“\(ItemText.plain($0))”" }
        let list = names.joined(separator: more ? ", " : " and ") + (more ? " and other points" : "")
        return judgement.items(.absent).isEmpty
            ? "More detail is needed on \(list)." : "Evidence is missing on \(list)."
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
