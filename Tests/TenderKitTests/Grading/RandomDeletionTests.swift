import Foundation
import SystemPackage
import TestRandom
import Testing

@testable import TenderKit

/// Whatever is cut out of a real offer, no grade rises.
@Suite("Anything deleted from the offers at hand", .serialized) struct RandomDeletionTests {
    private static let seed = testSeed()
    private static let rounds = 12

    /// Packages with offers and the criteria to judge them by.
    private static var packages: [(name: String, folder: FilePath)] {
        let benchmarks = GradingPackages.benchmarks
        return ["us-gsa-ads1", "near-kudos"].compactMap { name in benchmarks.map { (name, $0.appending(name)) } }
            + [("riverside-clinic", GradingPackages.own.appending("acme-developments/riverside-clinic"))]
    }

    private static func criteria(_ folder: FilePath) throws -> [ConfiguredCriterion] {
        if FileManager.default.fileExists(atPath: folder.appending("truth.json").string) {
            return try GradingPackages.criteria(folder)
        }
        return [
            GradingFixture.criterion("Project manager", "Named full-time project manager with 15 years of experience."),
            GradingFixture.criterion(
                "Construction programme", "Critical-path programme with milestones and resources."),
            GradingFixture.criterion("Quality plan", "ISO 9001 certificate; inspection and test plans for each trade."),
            GradingFixture.criterion("Health and safety", "Accident frequency of three years; named safety officer."),
            GradingFixture.criterion("Similar projects", "At least three similar hospital projects with references."),
        ]
    }

    @Test("No grade rises")
    func monotone() async throws {
        print("deletions from offers: seed \(Self.seed)")
        var random = SeededGenerator(seed: Self.seed)
        for (name, folder) in Self.packages {
            let tender = try await GradingPackages.read(folder)
            let criteria = try Self.criteria(folder)
            let evaluator = EmbeddedEvaluator()
            let request = try await evaluator.prepare(request: tender.request, criteria: criteria)
            func scores(_ documents: [Document]) async throws -> [Double] {
                let offer = try await evaluator.prepare(
                    offer: documents, problems: [], contractor: "Bidder", request: request)
                var scores: [Double] = []
                for criterion in criteria {
                    scores.append(try await evaluator.evaluate(criterion, offer: offer, request: request).grade.score)
                }
                return scores
            }
            for offer in tender.offers where !offer.documents.isEmpty {
                var documents = offer.documents
                var before = try await scores(documents)
                // Deletions add up, so that small offers are looked at as well as large ones.
                for round in 0..<Self.rounds {
                    guard let cut = Self.cut(&documents, &random) else { break }
                    let after = try await scores(documents)
                    for (index, criterion) in criteria.enumerated() where after[index] > before[index] {
                        Issue.record(
                            "seed \(Self.seed), \(name), \(offer.contractor), round \(round), \(criterion.name): \(before[index]), then \(after[index]) without «\(cut)»"
                        )
                    }
                    before = after
                }
            }
        }
    }

    /// Takes a block, a sentence or a run of blocks out of a document.
    /// - Returns: what was taken.
    private static func cut(_ documents: inout [Document], _ random: inout SeededGenerator) -> String? {
        for _ in 0..<40 {
            let document = Int(random.next() % UInt64(documents.count))
            let blocks = documents[document].blocks
            guard !blocks.isEmpty else { continue }
            let index = Int(random.next() % UInt64(blocks.count))
            guard isFree(blocks, index) else { continue }
            let words = TextScanner.words(of: blocks[index].text, reader: WordLookup(isLearning: false))
            let sentences = Statements.split(words)
            if sentences.count > 1, !isRow(blocks[index]), random.next() % 2 == 0 {
                let sentence = sentences[Int(random.next() % UInt64(sentences.count))]
                let text = Statements.text(sentence, of: blocks[index].text)
                documents[document].blocks[index].text = blocks[index].text.replacing(
                    text, with: " ", maxReplacements: 1)
                return text
            }
            var end = index + 1
            let length = 1 + Int(random.next() % 6)
            while end < blocks.count, end - index < length, isFree(blocks, end) { end += 1 }
            // A list moves under the line that announced another.
            if end < blocks.count, isItem(blocks[end]), !blocks[index..<end].allSatisfy(isItem) { continue }
            documents[document].blocks.removeSubrange(index..<end)
            return blocks[index..<end].map(\.text).joined(separator: " ¶ ")
        }
        return nil
    }

    private static func isItem(_ block: Block) -> Bool {
        if case .listItem = block.kind { true } else { false }
    }

    private static func isRow(_ block: Block) -> Bool {
        if case .tableRow = block.kind { true } else { false }
    }

    /// Headings, labels, lines that announce a list and headers of tables move what follows them under something else.
    private static func isFree(_ blocks: [Block], _ index: Int) -> Bool {
        let block = blocks[index]
        switch block.kind {
        case .heading: return false
        case .tableRow(let row):
            guard index > 0, case .tableRow(let before) = blocks[index - 1].kind else { return false }
            return before.table == row.table
        case .paragraph, .listItem:
            return !block.text.hasSuffix(":") && !block.text.hasSuffix("：")
                && block.text.split(whereSeparator: \.isWhitespace).count >= 9
        }
    }
}
