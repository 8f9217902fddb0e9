/// Tells that a statement says no to what is asked: *we do not hold*, *no manuals are offered*, *has never built*, لا نملك.
///
/// A word of denial and, close behind it, a word of having or giving, or the thing that is asked for. Denying something bad
/// (*no accidents*) or a bound (*no later than*) is no denial.
struct Negation {
    /// Content and stop words after a word of denial that it reaches.
    private static let reach = 4

    /// - Parameter asked: words of the criteria.
    static func denies(_ words: ArraySlice<Word>, asked: Set<UInt64>) -> Bool {
        if saysNo(words) { return true }
        for index in words.indices where isNegator(words, index) {
            let end = words[(index + 1)...].firstIndex {
                !$0.flags.isDisjoint(with: [.afterEnd, .afterClause])
            }
            let rest = words[(index + 1)..<(end ?? words.endIndex)]
            guard let next = rest.first, !bounds.contains(next.hash) else { continue }
            let near = rest.prefix(words[index].number == 0 ? 2 : reach)
            if rest.prefix(reach + 2).contains(where: { bad.contains($0.hash) }) { continue }
            if words[index].number != 0, near.contains(where: { giving.contains($0.hash) }) { return true }
            // `No training is offered`; `we do not use an accredited laboratory`.
            let isDirect =
                direct.contains(words[index].hash) || words[index].number == 0
                || near.first.map { using.contains($0.hash) } == true
            if isDirect, near.contains(where: { asked.contains($0.hash) && $0.flags.isDisjoint(with: .general) }) {
                return true
            }
        }
        return false
    }

    /// `ISO 9001 certificate: no`; `our partner holds one, we hold none`.
    private static func saysNo(_ words: ArraySlice<Word>) -> Bool {
        guard words.count > 1, let last = words.last, last.flags.isDisjoint(with: [.afterSlash, .afterHyphen]),
            !words.contains(where: { bad.contains($0.hash) })
        else { return false }
        return last.hash == no || (last.hash == none && giving.contains(words[words.endIndex - 2].hash))
    }

    private static func isNegator(_ words: ArraySlice<Word>, _ index: Int) -> Bool {
        let word = words[index]
        if negators.contains(word.hash) {
            // `Certificate no. 44`: a number follows.
            guard word.hash == no, index + 1 < words.endIndex else { return true }
            return words[index + 1].flags.isDisjoint(with: [.number, .mixed, .afterClosing])
        }
        // `0 hospital projects`, but not `Rev. 0 of the plan`
        if word.number == 0 {
            let names = index > words.startIndex ? words[index - 1].hash : 0
            return index + 1 < words.endIndex && !Units.naming.contains(names) && !revisions.contains(names)
                && words[index + 1].flags.isDisjoint(with: [.number, .mixed, .percent, .afterComma, .afterClosing])
        }
        // `don’t` with a typographic apostrophe falls into two words.
        return word.hash == cutNot && index > words.startIndex && word.start == words[index - 1].end + 3
    }

    private static let no = Units.hashes(["no"])[0]
    private static let revisions = Set(Units.hashes(["rev", "revision", "issue", "draft"]))
    private static let none = Units.hashes(["none"])[0]
    private static let cutNot = Units.hashes(["t"])[0]
    private static let negators = Set(
        Units.hashes([
            "no", "not", "never", "neither", "nor", "none", "cannot", "decline", "declined", "refuse", "unable",
            "lack", "don't", "doesn't", "didn't", "can't", "won't", "isn't", "aren't", "wasn't", "haven't", "hasn't",
            "لا", "لم", "لن", "ليس", "ليست", "لسنا", "غير",
        ]))
    /// They deny what follows them, whatever the verb.
    private static let direct = Set(
        Units.hashes(["no", "none", "neither", "nor", "never", "decline", "refuse", "unable", "lack"]))
    private static let bounds = Set(
        Units.hashes([
            "later", "less", "more", "fewer", "longer", "exceed", "exceeding", "only", "limited", "earlier", "before",
            "below", "above", "beyond", "doubt", "just", "merely", "least", "يقل", "تقل", "يزيد", "تزيد", "يتجاوز",
            "تتجاوز", "يتعدى",
        ]))
    private static let bad = Set(
        Units.hashes([
            "accident", "incident", "injury", "injuries", "fatality", "fatalities", "lost", "delay", "defect",
            "interruption", "interrupt", "disruption", "disturb", "disturbance", "claim", "complaint", "deviation",
            "exception", "exclusion", "damage", "loss", "dispute", "litigation", "downtime", "conflict", "penalty",
            "penalties", "risk", "harm", "nonconformity", "nonconformities", "nonconformance", "lti", "ltifr", "trir",
            "violation", "breach", "outage", "finding", "overrun", "stop",
            "حادث", "حوادث", "اصابة", "اصابات", "تأخير", "تاخير", "انقطاع", "توقف", "ضرر", "مطالبات", "نزاع", "مخالفات",
        ]))
    private static let giving = Set(
        Units.hashes([
            "hold", "held", "have", "had", "possess", "own", "include", "included", "provide", "provided", "offer",
            "offered",
            "supply", "supplied", "submit", "submitted", "enclose", "enclosed", "attach", "attached", "maintain",
            "carry",
            "cover", "covered", "propose", "proposed", "foresee", "foreseen", "comply", "compliant", "conform",
            "complete",
            "completed", "build", "built", "perform", "performed", "execute", "executed", "carried", "done",
            "available", "certified",
            "accredited", "registered", "licensed", "named", "appointed", "prepared", "planned", "obtained",
            "guarantee",
            "accept", "agree", "meet", "met", "state", "exist", "part", "scope", "valid", "signed",
            "نملك", "يملك", "نحمل", "يتوفر", "تتوفر", "يوجد", "توجد", "نقدم", "يقدم", "تقدم", "يشمل", "تشمل", "نلتزم",
            "متوفر",
            "متوفرة", "مرفق", "مرفقة", "مشمول", "مشمولة", "حاصل", "حاصلة", "حاصلين", "معتمد", "معتمدة", "نستطيع",
            "يمكن",
            "يمكننا", "ننفذ", "لدينا", "سارية", "ساري", "مستوف",
        ]))
    private static let using = Set(Units.hashes(["use", "employ", "do", "نستخدم", "يستخدم"]))
}
