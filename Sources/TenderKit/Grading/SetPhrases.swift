/// Phrases that decide what a statement is worth, found as runs of word hashes, stop words included.
struct SetPhrases: Sendable {
    private var byFirst: [UInt64: [[UInt64]]] = [:]

    /// - Parameter lines: phrases separated by commas.
    init(_ lines: String) {
        let reader = WordLookup(isLearning: false)
        for phrase in lines.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
            let hashes = TextScanner.words(of: String(phrase), reader: reader).map(\.hash)
            if let first = hashes.first { byFirst[first, default: []].append(Array(hashes.dropFirst())) }
        }
    }

    func occur(in words: ArraySlice<Word>) -> Bool { count(in: words, upTo: 1) > 0 }

    func count(in words: ArraySlice<Word>, upTo limit: Int = .max) -> Int {
        var count = 0
        for index in words.indices {
            guard let candidates = byFirst[words[index].hash] else { continue }
            let rest = words[(index + 1)...]
            if candidates.contains(where: { $0.count <= rest.count && rest.prefix($0.count).map(\.hash) == $0 }) {
                count += 1
                if count >= limit { return count }
            }
        }
        return count
    }

    /// Says that something is not there, or not yet.
    static let denials = SetPhrases(
        """
        not included, not enclosed, not attached, not provided, not available, not applicable, not part of, not covered, not held,
        not yet, excluded, is excluded, are excluded, n/a, tbd, tbc, tba, to be determined, to be confirmed, to be advised, to be decided,
        to be provided later, be provided later, be submitted later, at a later stage, at a later date, after award, upon award,
        after contract award, upon request, expired, has expired, do not have, does not have, did not have, don't have, doesn't have,
        we have no, has no experience, have no experience, unable to, no experience, not foreseen, under preparation, by others,
        out of scope, outside our scope, beyond our scope, lapsed, revoked, non compliant, not compliant,
        intend to apply, intends to apply, plan to apply, plans to apply, will apply for, have applied for, has applied for,
        intend to obtain, plan to obtain, hope to obtain, expect to obtain, intend to seek, process of obtaining, process of applying,
        to be nominated, yet to be, declined to issue, refused to issue,
        declined to renew, refused to renew, rejected our, lost all, lost the tender, lost the bid, not awarded, awarded to others,
        client's responsibility, responsibility of the client, employer's responsibility, responsibility of the employer,
        lorem ipsum,
        غير مشمول, غير مرفق, غير متوفر, غير متاح, لا يشمل, لا تشمل, لا يوجد, لا توجد, لم يتم, ليس لدينا, منتهية, منتهي, بعد الترسية, لاحقا,
        سيتم تقديمها لاحقا, عند الطلب, يحدد لاحقا, لا ينطبق, مستثنى, مستثناة, قيد الاصدار, قيد الحصول
        """)

    /// Fits every offer.
    static let boilerplate = SetPhrases(
        """
        committed to, commitment to, highest standard, highest quality, best practices, best practice, world class, state of the art,
        industry leading, leading provider, extensive experience, vast experience, wide experience, proven track record, highly qualified,
        highly experienced, highly skilled, fully understand, fully comply, fully compliant, utmost, strive, client satisfaction,
        customer satisfaction, excellence, strong experience, dedicated to, pride ourselves, we believe, second to none, cutting edge,
        all necessary, all required, as required, as necessary, well known, high quality, to the satisfaction,
        نلتزم, ملتزمون, التزامنا, اعلى المعايير, افضل الممارسات, خبرة واسعة, خبرة طويلة, رضا العميل, نسعى, نفخر, الجودة العالية, التميز
        """)

    /// Shows that something can be seen.
    static let proofs = SetPhrases(
        """
        signed, stamped, certificate, certificate no, certified, accredited, attached, enclosed, appendix, annex, attachment, cv, cvs, letter of,
        reference letter, licence no, license no, valid to, valid until, dated, screenshot, evidence, figure, see section,
        موقعة, موقع, مختوم, شهادة, مرفق, مرفقة, ملحق, السيرة الذاتية, خطاب, سارية, رقم
        """)
}
