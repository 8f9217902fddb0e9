import Foundation
import SystemPackage
import TestRandom
import Testing

@testable import TenderKit

@Suite struct DocumentCodecTests {
    private func key(_ byte: UInt8) -> CacheKey { CacheKey(content: [byte], setting: [1]) }

    private func text(_ random: inout SeededGenerator) -> String {
        let alphabet = Array("aZ0 .|\n\u{0}ضéاً😀\u{202E}").map(String.init) + ["", " | "]
        return (0..<Int.random(in: 0...12, using: &random)).map { _ in
            alphabet.randomElement(using: &random) ?? ""
        }.joined()
    }

    private func number(_ random: inout SeededGenerator) -> Int {
        [0, 1, 127, 128, 300, 1 << 40, -1, .max, .min].randomElement(using: &random) ?? 0
    }

    private func document(_ random: inout SeededGenerator) -> Document {
        var document = Document(file: "old/name.pdf", blocks: [])
        if Bool.random(using: &random) { document.pageCount = number(&random) }
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let page = Bool.random(using: &random) ? nil : number(&random)
            document.skipped.append(SkippedPart(page: page, reason: text(&random)))
        }
        let sections = (0..<3).map { _ in (0..<Int.random(in: 0...3, using: &random)).map { _ in text(&random) } }
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            var words = text(&random)
            let kind: Block.Kind
            switch Int.random(in: 0...4, using: &random) {
            case 0: kind = .heading(level: number(&random))
            case 1: kind = .paragraph
            case 2: kind = .listItem(marker: text(&random), depth: number(&random))
            case let row:
                let cells = (0..<Int.random(in: 0...5, using: &random)).map { _ in text(&random) }
                if row == 3 { words = cells.joined(separator: " | ") }
                let merged = Set((0..<Int.random(in: 0...3, using: &random)).map { _ in number(&random) })
                kind = .tableRow(
                    TableRow(
                        table: number(&random), row: number(&random), cells: cells, mergedFromAbove: merged))
            }
            let section = sections.randomElement(using: &random) ?? []
            document.blocks.append(
                Block(
                    kind: kind, text: words, page: Bool.random(using: &random) ? nil : number(&random),
                    section: section))
        }
        return document
    }

    @Test func `gives back what was put in, under the new name`() {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        for round in 0..<300 {
            var document = document(&random)
            let entry = DocumentCache.entry(document, for: key(1))
            document.file = "new/name.pdf"
            let found = DocumentCache.document(in: entry, for: key(1), as: "new/name.pdf")
            #expect(found == document, "round \(round), seed \(seed)")
            // Equal strings may differ in their scalars: é can be one or two.
            #expect(
                found?.blocks.map { Array($0.text.utf8) } == document.blocks.map { Array($0.text.utf8) },
                "round \(round), seed \(seed)")
            #expect(DocumentCache.document(in: entry, for: key(2), as: "x") == nil)
        }
    }

    @Test func `any cut and any changed byte is a miss`() {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let entry = DocumentCache.entry(document(&random), for: key(1))
            for length in entry.indices {
                #expect(
                    DocumentCache.document(in: Array(entry[..<length]), for: key(1), as: "x") == nil,
                    "cut at \(length), seed \(seed)")
            }
            for index in entry.indices {
                var changed = entry
                changed[index] ^= UInt8.random(in: 1...255, using: &random)
                #expect(
                    DocumentCache.document(in: changed, for: key(1), as: "x") == nil, "byte \(index), seed \(seed)")
            }
            #expect(DocumentCache.document(in: entry + [0], for: key(1), as: "x") == nil)
        }
    }

    // Behind a right checksum: what only a program with another idea of the format would write.
    @Test func `the decoder refuses what makes no sense, without a trap`() {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        var refused = 0
        for _ in 0..<2000 {
            var bytes = DocumentEncoder.encode(document(&random))
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
            if (try? DocumentDecoder.decode(bytes[...], as: "x")) == nil { refused += 1 }
        }
        #expect(refused > 1000, "seed \(seed)")
    }
}
