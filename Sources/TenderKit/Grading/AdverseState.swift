/// Tells that what a statement speaks of is no longer there, or never came about: *the certificate was withdrawn*, *the
/// position is vacant*, *the contract was terminated for default*, سُحبت الشهادة.
///
/// Such a word says so of its subject only: *work is suspended in high wind* is a rule of safety, and so is what would
/// happen *if* something else does.
struct AdverseState {
    /// Subjects, and what makes each of them worthless.
    private struct Kind {
        var subjects: Set<UInt64>
        var states: Set<UInt64>

        init(_ subjects: [String], _ states: [String]) {
            self.subjects = Set(Units.hashes(subjects))
            self.states = Set(Units.hashes(states))
        }
    }

    private static let kinds = [
        Kind(
            [
                "certificate", "certification", "licence", "license", "registration", "accreditation", "approval",
                "renewal", "membership", "insurance", "prequalification", "plan", "programme", "schedule", "cv",
                "manual", "bond", "application", "شهادة", "شهادتنا", "الشهادة", "ترخيص", "رخصة", "تسجيل", "اعتماد",
            ],
            [
                "withdrawn", "suspended", "cancelled", "canceled", "revoked", "rejected", "refused", "void", "invalid",
                "lapsed", "expired", "missing", "omitted", "absent", "lost", "terminated", "unavailable", "سحبت", "سحب",
                "علقت", "الغيت", "ملغاة", "موقوفة", "مرفوضة", "رفضت", "مفقودة",
            ]),
        Kind(
            [
                "position", "post", "role", "manager", "officer", "engineer", "director", "coordinator", "supervisor",
                "منصب", "وظيفة", "مدير", "مسؤول",
            ],
            ["vacant", "unfilled", "dismissed", "resigned", "شاغر", "شاغرة", "استقال"]),
        Kind(
            ["contract", "project", "hospital", "job", "order", "عقد", "عقود", "مشروع", "مشاريع"],
            ["terminated", "cancelled", "canceled", "abandoned", "lost", "defaulted", "unfinished", "الغي", "الغيت"]),
    ]

    private static let reach = 10

    static func occurs(in words: ArraySlice<Word>) -> Bool {
        for index in words.indices {
            if words[index].hash == without, lacks(words, index) { return true }
            for kind in kinds where kind.states.contains(words[index].hash) {
                let clause = clause(before: index, in: words)
                guard isStated(index, clause, words) else { continue }
                let near = clause.suffix(reach)
                if near.contains(where: { kind.subjects.contains($0.hash) }) { return true }
                if words[index].flags.contains(.arabic),
                    words[(index + 1)...].prefix(2).contains(where: { kind.subjects.contains($0.hash) })
                {
                    return true
                }
            }
        }
        return false
    }

    /// *All were terminated by the clients*: takes back what the sentence before says.
    static func takesBack(_ words: ArraySlice<Word>) -> Bool {
        guard words.prefix(2).contains(where: { pronouns.contains($0.hash) }) else { return false }
        return words.indices.contains { index in
            kinds.contains { $0.states.contains(words[index].hash) }
                && isStated(index, clause(before: index, in: words), words)
        }
    }

    /// *Is withdrawn*, *certification lapsed*; no denial, no condition.
    private static func isStated(_ index: Int, _ clause: ArraySlice<Word>, _ words: ArraySlice<Word>) -> Bool {
        guard let previous = clause.last else { return words[index].flags.contains(.arabic) }
        let isPredicate =
            words[index].flags.contains(.arabic) || clause.suffix(3).contains { being.contains($0.hash) }
            || (ending.contains(words[index].hash) && kinds.contains { $0.subjects.contains(previous.hash) })
        guard isPredicate, !clause.contains(where: { denying.contains($0.hash) }) else { return false }
        let rest = words[(index + 1)...].prefix { $0.flags.isDisjoint(with: [.afterEnd, .afterClause]) }
        return !clause.contains(where: isCondition) && !rest.contains(where: isCondition)
    }

    private static func isCondition(_ word: Word) -> Bool {
        // The month is none.
        conditions.contains(word.hash) && !(word.hash == may && word.flags.contains(.capital))
    }

    /// *Without ISO 9001*, *without a licence*
    private static func lacks(_ words: ArraySlice<Word>, _ index: Int) -> Bool {
        let next = words[(index + 1)...].first { !articles.contains($0.hash) }
        return next.map { lacking.contains($0.hash) && $0.flags.isDisjoint(with: [.afterEnd, .afterClause]) } ?? false
    }

    private static func clause(before index: Int, in words: ArraySlice<Word>) -> ArraySlice<Word> {
        var start = index
        while start > words.startIndex, words[start].flags.isDisjoint(with: [.afterEnd, .afterClause]) { start -= 1 }
        return words[start..<index]
    }

    private static let being = Set(
        Units.hashes(["is", "are", "was", "were", "been", "being", "got", "has", "have", "had", "remains"]))
    /// They need no *was*.
    private static let ending = Set(
        Units.hashes([
            "lapsed", "expired", "resigned", "vacant", "missing", "unfilled", "withdrawn", "omitted", "void",
        ]))
    private static let may = Units.hashes(["may"])[0]
    private static let without = Units.hashes(["without"])[0]
    private static let articles = Set(Units.hashes(["a", "an", "any", "the", "valid", "our"]))
    private static let lacking = Set(
        Units.hashes([
            "iso", "certificate", "certification", "licence", "license", "registration", "accreditation", "cv",
        ]))
    private static let denying = Set(
        Units.hashes(["no", "not", "never", "none", "neither", "nor", "without", "لم", "لا", "لن"]))
    private static let conditions = Set(
        Units.hashes([
            "if", "when", "whenever", "unless", "until", "should", "where", "would", "may", "might", "can", "could",
            "event", "case", "اذا", "عند", "حال", "عندما",
        ]))
    private static let pronouns = Set(
        Units.hashes(["all", "both", "they", "these", "those", "it", "this", "each", "he", "she", "جميعها", "كلها"]))
}
