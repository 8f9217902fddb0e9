import Foundation
import RunnerProtocol
import TestKit
import TestRandom
import Testing

@testable import ProcessorHost

@Suite("The limits of a manifest")
struct LimitsTests {
    private func entry(limits: String) throws -> ManifestEntry {
        let text = #"{"version": 1, "processors": [{"name": "a", "library": "a", "limits": \#(limits)}]}"#
        return try #require(try Manifest.parse(Array(text.utf8), file: "/m/processors.json", cores: 1).entries.first)
    }

    @Test(
        "are taken inside their ranges and refused outside, as numbers and as texts",
        arguments: LimitKey.all.map(\.name))
    func ranges(name: String) throws {
        let key = try #require(LimitKey.all.first { $0.name == name })
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        let inside =
            [key.range.lowerBound, key.range.upperBound] + (0..<50).map { _ in .random(in: key.range, using: &random) }
        for value in inside {
            // Together with what it must not exceed.
            let room =
                name == "artifact" ? #", "artifacts": "16 GiB""# : name == "artifacts" ? #", "artifact": 1024"# : ""
            #expect(key.get(try entry(limits: #"{"\#(name)": \#(value)\#(room)}"#).limits) == value, "seed \(seed)")
            guard key.unit == .bytes else { continue }
            let text = ByteText.describe(value)
            #expect(ByteText.parse(text) == value, "\(text), seed \(seed)")
            #expect(key.get(try entry(limits: #"{"\#(name)": "\#(text)"\#(room)}"#).limits) == value, "seed \(seed)")
        }
        for text in [
            "\(key.range.lowerBound - 1)", "\(key.range.upperBound + 1)", "-1", "1.5", "null", #""many""#, "[]",
        ] {
            let error = #expect(throws: ManifestError.self) { try entry(limits: #"{"\#(name)": \#(text)}"#) }
            #expect(error?.description.contains("key \"limits.\(name)\"") == true, "\(text)")
        }
    }

    @Test("are checked together, and slips are recognised")
    func together() {
        let problems = [
            #"{"artifact": "2MiB", "artifacts": "1MiB"}"#:
                "found 1 MiB for all artifacts of a run, and 2 MiB for one (limits.artifact)",
            #"{"artefact": 1}"#: "did you mean \"artifact\"?",
            #"{"artifact": 2048, "artifact": 2048}"#: "found the key again",
            #"7"#: "key \"limits\": found the number 7",
        ]
        for (limits, words) in problems {
            let error = #expect(throws: ManifestError.self) { try entry(limits: limits) }
            #expect(error?.description.contains(words) == true, "\(String(describing: error))")
        }
    }

    @Test("fit into the spool of the host, or the manifest is refused")
    func spool() throws {
        let folder = try TemporaryDirectory()
        let text = #"{"version": 1, "processors": [{"name": "a", "library": "a", "limits": {"artifacts": "1GiB"}}]}"#
        try text.write(toFile: folder.path("processors.json"), atomically: true, encoding: .utf8)
        #expect(try Manifest.load(path: folder.path("processors.json"), spoolLimit: 1 << 30).entries.count == 1)
        let error = #expect(throws: ManifestError.self) {
            try Manifest.load(path: folder.path("processors.json"), spoolLimit: 1 << 29)
        }
        #expect(error?.description.contains("lower limits.artifacts or raise SPOOL_LIMIT") == true)
    }

    @Test("stand in the table of docs/manifest.md, with their defaults and ranges")
    func documented() throws {
        let root = URL(filePath: #filePath).pathComponents.prefix { $0 != "Tests" }.joined(separator: "/").dropFirst()
        let text = try String(contentsOfFile: "\(root)/docs/manifest.md", encoding: .utf8)
        for key in LimitKey.all {
            let range = "\(key.text(key.range.lowerBound)) to \(key.text(key.range.upperBound))"
            let start = "| `\(key.name)` | \(key.text(key.get(ProcessorLimits()))) | \(range) |"
            #expect(text.contains(start), "\(start)")
        }
    }

    @Test("of a payload end its run before the processor sees it")
    func payload() {
        var limits = ProcessorLimits()
        limits.payload = 10
        #expect(limits.excess(ofPayload: .emptyObject, for: "a") == nil)
        let failure = limits.excess(ofPayload: .init(trusted: Array(repeating: 0x20, count: 11)), for: "a")
        #expect(failure?.code == "payload.too_large")
        #expect(
            failure?.message == "The payload has 11 bytes, the processor a takes 10 (manifest: limits.payload)")
    }
}
