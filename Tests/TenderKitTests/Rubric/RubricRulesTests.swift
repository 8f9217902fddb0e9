import Testing

@testable import TenderKit

@Suite("What holds for every rubric")
struct RubricRulesTests {
    private static let prices = """
        # Price schedule

        The total price is USD 120,000. Payment is made within 30 days of the invoice.
        A performance bond of 10 percent is required.
        """

    static let requests = [
        RequestText.subcontract, RequestText.terms, RequestText.arabic, prices,
        "We want a road of 1,800 m with two bridges, complete within 20 months.\n",
        RequestText.subcontract + RequestText.terms + RequestText.arabic,
    ]

    @Test(
        "Six to fourteen criteria in at most four scopes, weights of 0.5 steps that come to exactly 100",
        arguments: requests)
    func shape(_ request: String) throws {
        let rubric = try RequestText.rubric(request)
        let scopes = rubric.artifact.scopes
        let weights = scopes.flatMap(\.items).map(\.weight)
        #expect((6...14).contains(weights.count))
        #expect(scopes.count <= 4)
        #expect(weights.reduce(0, +) == 100)
        #expect(weights.allSatisfy { $0 >= 1 && ($0 * 2).rounded() == $0 * 2 })
        let keys = scopes.flatMap(\.items).map { AppKey.of($0.name) }
        #expect(Set(keys).count == keys.count && !keys.contains(""))
    }

    @Test("Exactly one criterion is about the place", arguments: requests)
    func place(_ request: String) throws {
        let names = try RequestText.rubric(request).names
        let places = names.filter {
            $0.hasPrefix("Local context and site constraints") || $0 == "السياق المحلي وقيود الموقع"
        }
        #expect(places.count == 1, "\(names)")
    }

    @Test("Nothing of money, bonds, insurance or warranty", arguments: requests)
    func technical(_ request: String) throws {
        let bytes = try RequestText.rubric(request).artifact.json()
        let words = RubricWords.words(String(decoding: bytes, as: UTF8.self))
        for word in [
            "price", "payment", "invoice", "bond", "retention", "insurance", "fee", "usd", "مستخلص", "ضمان نهائي",
        ] {
            let wanted = RubricWords.words(word)
            let occurs = words.indices.contains { words[$0...].starts(with: wanted) }
            #expect(!occurs, "\(word)")
        }
    }

    @Test("Two to four sentences, each quote verbatim", arguments: requests)
    func descriptions(_ request: String) throws {
        for criterion in try RequestText.rubric(request).criteria {
            let text = try #require(criterion.description)
            #expect(text.hasSuffix("."))
            for quote in text.split(separator: "“").dropFirst().compactMap({ $0.split(separator: "”").first }) {
                let words = quote.trimming { $0 == "…" }
                #expect(Self.holds(request, words) || criterion.name.contains(words), "\(words)")
            }
            let sentences = 1 + text.count(of: "). ") + (text.contains(". ") ? 1 : 0)
            #expect((2...4).contains(sentences), "\(text)")
        }
    }

    @Test("An Arabic RFP gets Arabic names and quotes, and each name differs for the App")
    func arabic() throws {
        let rubric = try RequestText.rubric(RequestText.arabic)
        #expect(rubric.contractClass == .construction)
        let criteria = rubric.artifact.scopes.flatMap(\.items)
        #expect(criteria.allSatisfy { FoldedText.isArabic($0.name) && FoldedText.isArabic($0.description ?? "") })
        let safety = try #require(rubric.criterion("الصحة والسلامة والبيئة")?.description)
        #expect(safety.contains("«يلتزم المقاول بتقديم خطة سلامة وفق ISO 45001 خلال 14 يومًا»"))
        let place = try #require(rubric.criterion("السياق المحلي وقيود الموقع")?.description)
        #expect(place.contains("الضوضاء"))
    }

    @Test("An RFP that states nothing technical gets the backbone of its class, and a warning")
    func onlyPrices() throws {
        let rubric = try RequestText.rubric(Self.prices)
        #expect(rubric.warnings.count == 1)
        #expect(rubric.criteria.allSatisfy { $0.description?.contains("states nothing specific") ?? false })
    }

    private static func holds(_ request: String, _ words: String) -> Bool {
        let text = request.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return text.contains(words) || text.contains(words.split(separator: " ").dropFirst().joined(separator: " "))
    }
}

extension String {
    fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
