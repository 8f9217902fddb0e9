import TestRandom
import Testing

@testable import TenderKit

@Suite("Words, stems and sentences") struct TextScannerTests {
    private func words(_ text: String) -> [Word] {
        TextScanner.words(of: text, reader: WordLookup(isLearning: true))
    }

    private func terms(_ text: String) -> [UInt64] { words(text).filter(\.isContent).map(\.hash) }

    @Test(
        "Spellings of a word are one",
        arguments: [
            ("Testing", "tests"), ("Organisation", "organization"), ("المشروع", "مشروع"), ("والقوائم", "القوائم"),
            ("إدارة", "اداره"),
            ("ﬁle", "file"), ("project’s", "projects"),
        ])
    func spellings(one: String, other: String) {
        #expect(terms(one) == terms(other))
    }

    @Test("Words that the algorithm would throw together stay apart")
    func apart() {
        #expect(terms("responsive") != terms("responsible"))
    }

    @Test("Numbers are read with their groups and points, in both kinds of digits")
    func numbers() {
        #expect(words("2,450 m² and 3.5 or ٣٬٤٠٠").map(\.number).filter { !$0.isNaN } == [2450, 3.5, 3400])
        #expect(words("2021, 2022").map(\.number) == [2021, 2022])
    }

    @Test("Sentences end at full stops, not at initials, abbreviations and numbers of headings")
    func sentences() {
        #expect(Statements.split(words("P. Lindqvist leads it. Dr. Okafor checks, e.g. weekly.")).count == 2)
        #expect(Statements.split(words("3. Programme of works")).count == 1)
        #expect(Statements.split(words("م. خالد السبيعي يدير المشروع. هل هو متفرغ؟ نعم.")).count == 3)
        // What stands in parentheses belongs to the sentence before.
        #expect(Statements.split(words("He has full responsibility. (point a)")).count == 1)
    }

    @Test("A link is one word")
    func links() {
        let words = words("See https://example.org/a/b.html?c=1 now")
        #expect(words.count == 3 && words[1].flags.contains(.link))
    }

    @Test("Any bytes of text can be scanned", arguments: 1...20)
    func anything(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let scalars = (0..<400).compactMap { _ in Unicode.Scalar(UInt32(random.next() % 0x3000)) }
        var text = ""
        for scalar in scalars { text.unicodeScalars.append(scalar) }
        let words = words(text)
        for (one, other) in zip(words, words.dropFirst()) {
            #expect(one.start < one.end && one.end <= other.start, "seed \(seed)")
        }
    }

    @Test("The thesaurus holds no phrase without words")
    func thesaurus() {
        let reader = WordLookup(isLearning: true)
        for notion in Thesaurus.notions {
            #expect(notion.count > 1)
            for member in notion {
                #expect(!TextScanner.words(of: member, reader: reader).filter(\.isContent).isEmpty, "\(member)")
            }
        }
    }
}
