import Foundation
import TestRandom
import Testing

@testable import JSONText

@Suite("JSONScanner beside another parser")
struct JSONMutationTests {
    private static let seeds = [
        #"{"name":"Bridge ü","values":[1,-2.5,3e2,true,false,null],"nested":{"a":[{}],"b":"\u00e9\n\"x\""}}"#,
        #"[["a","b"],{"k":"\ud83d\ude00"},0,-0.5e-7,"مرحبا",""]"#,
        #"  {"a" : { "b" : [ ] } , "c" : "long enough for the fast path of plain runs" }  "#,
    ]

    /// Bytes that make or break JSON more often than others.
    private static let tempting =
        Array("{}[]\",:\\/0123456789.eE+-truefalsn \n\tuDd8".utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xC3, 0xED, 0xFF]

    @Test("Mutated texts are accepted exactly when Foundation accepts them, and what passes means the same")
    func mutations() throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        var accepted = 0
        for round in 0..<20_000 {
            let text = mutate(Array(Self.seeds[round % Self.seeds.count].utf8), &random)
            let clean = try? scan(text, cutAt: [text.isEmpty ? 0 : Int.random(in: 0...text.count, using: &random)])
            guard let reference = reference(text) else {
                // Foundation refuses an unpaired surrogate, which is replaced here.
                if mentionsCleaned(text) { continue }
                #expect(clean == nil, "seed \(seed), round \(round): accepted \(String(decoding: text, as: UTF8.self))")
                continue
            }
            if clean == nil, isKnownDifference(text) { continue }
            let cleaned = try #require(
                clean, "seed \(seed), round \(round): refused \(String(decoding: text, as: UTF8.self))")
            accepted += 1
            guard !mentionsCleaned(text) else { continue }
            let same = try #require(self.reference(cleaned))
            #expect(same.isEqual(reference), "seed \(seed), round \(round)")
        }
        #expect(accepted > 100)
    }

    private func mutate(_ text: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var text = text
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0..<max(text.count, 1), using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where !text.isEmpty: text.remove(at: place)
            case 1: text.insert(Self.tempting.randomElement(using: &random)!, at: min(place, text.count))
            case 2 where !text.isEmpty: text[place] = Self.tempting.randomElement(using: &random)!
            default:
                let end = min(text.count, place + Int.random(in: 0...8, using: &random))
                text.insert(contentsOf: text[min(place, end)..<end], at: Int.random(in: 0...text.count, using: &random))
            }
        }
        return text
    }

    private func reference(_ text: [UInt8]) -> NSObject? {
        // Foundation takes UTF-16 and UTF-32 when it sees zero bytes, which a JSON text of ours never has.
        guard !text.contains(0) else { return nil }
        return try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed) as? NSObject
    }

    /// Foundation takes numbers that a Double or jsonb does not hold, a comma before a closing bracket, and a byte order mark.
    private func isKnownDifference(_ text: [UInt8]) -> Bool {
        do throws(JSONError) {
            _ = try scan(text)
            return false
        } catch {
            return error.reason.hasPrefix("a number ") || error.reason.contains("']' came where a value")
                || error.reason.contains("'}' came where a key") || text.starts(with: [0xEF, 0xBB, 0xBF])
        }
    }

    private func mentionsCleaned(_ text: [UInt8]) -> Bool {
        let text = String(decoding: text, as: UTF8.self).lowercased()
        return text.contains("\\u0000") || text.contains("\\ud")
    }
}
