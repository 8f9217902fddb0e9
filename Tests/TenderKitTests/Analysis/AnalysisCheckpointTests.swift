import Testing

@testable import TenderKit

@Suite("AnalysisCheckpoint") struct AnalysisCheckpointTests {
    private static let identity = [UInt8](repeating: 7, count: 32)

    /// Text that does not pack well, the same for the same seed.
    private static func noise(_ seed: Int, _ count: Int) -> String {
        var value = UInt64(truncatingIfNeeded: seed &* 2_654_435_761 &+ 1)
        return String(
            (0..<count).map { _ in
                value = value &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Character(Unicode.Scalar(UInt8(33 + value >> 33 % 90)))
            })
    }

    private static func evaluation(_ seed: Int) -> Evaluation {
        Evaluation(
            grade: Grade.steps[abs(seed) % 10],
            evidence: [Evidence(text: noise(seed, 300), source: "a/ب.pdf", pageNumber: 3), Evidence(text: "\"\\\n")],
            summary: "s", clarification: Clarification(.missing, "1. x"))
    }

    private static func state(contractors: Int, criteria: Int, graded: Int) -> AnalysisState {
        var state = AnalysisState(contractors: contractors, criteria: criteria)
        state.noteRequest(problems: [.init(file: "r", contractorName: "", errors: ["e"], failedPages: [1])])
        for grade in 0..<graded {
            state.noteOffer(grade / criteria, problems: [])
            state.finish(criterion: grade % criteria, of: grade / criteria, evaluation(grade))
        }
        return state
    }

    @Test func `a state comes back as it was, at any number of grades`() {
        for graded in 0...12 {
            let state = Self.state(contractors: 3, criteria: 4, graded: graded)
            var form = AnalysisCheckpoint(identity: Self.identity)
            let packed = form.pack(state, limit: 1 << 20)
            var restored = AnalysisState(contractors: 3, criteria: 4)
            #expect(AnalysisCheckpoint(identity: Self.identity).restore(packed.bytes, into: &restored))
            #expect(restored.offers == state.offers)
            #expect(restored.problems == state.problems)
            #expect(packed.leftOut == 0)
        }
    }

    @Test func `what does not fit is left out by contractor, and the rest comes back`() {
        let state = Self.state(contractors: 6, criteria: 4, graded: 24)
        var form = AnalysisCheckpoint(identity: Self.identity)
        let whole = form.pack(state, limit: 1 << 20).bytes.count
        let packed = form.pack(state, limit: whole / 2)
        #expect(packed.bytes.count <= whole / 2)
        #expect((2...4).contains(packed.leftOut))
        var restored = AnalysisState(contractors: 6, criteria: 4)
        #expect(form.restore(packed.bytes, into: &restored))
        #expect(restored.unfinished.count == packed.leftOut)
        for contractor in restored.offers.indices where restored.offers[contractor].isFinished {
            #expect(restored.offers[contractor] == state.offers[contractor])
        }
    }

    @Test func `anything else is refused and changes nothing`() {
        let state = Self.state(contractors: 3, criteria: 4, graded: 7)
        var form = AnalysisCheckpoint(identity: Self.identity)
        let bytes = form.pack(state, limit: 1 << 20).bytes
        let other = AnalysisCheckpoint(identity: [UInt8](repeating: 8, count: 32))
        var restored = AnalysisState(contractors: 3, criteria: 4)
        #expect(!other.restore(bytes, into: &restored))
        #expect(!form.restore(bytes + [0], into: &restored))
        for cut in [0, 1, 20, 49, 51, bytes.count / 2, bytes.count - 1] {
            #expect(!form.restore(Array(bytes[..<cut]), into: &restored), "cut at \(cut)")
        }
        var fewer = AnalysisState(contractors: 1, criteria: 4)
        #expect(!form.restore(bytes, into: &fewer))
        #expect(restored.problems.isEmpty)
        #expect(restored.unfinished.count == 3)
    }

    @Test func `damaged bytes never crash`() {
        var form = AnalysisCheckpoint(identity: Self.identity)
        let bytes = form.pack(Self.state(contractors: 2, criteria: 2, graded: 3), limit: 1 << 20).bytes
        for position in bytes.indices {
            var damaged = bytes
            damaged[position] ^= 0x55
            var restored = AnalysisState(contractors: 2, criteria: 2)
            _ = form.restore(damaged, into: &restored)
            #expect(restored.offers.count == 2)
        }
    }

    @Test func `20 contractors by 40 criteria fit into a megabyte`() {
        let state = Self.state(contractors: 20, criteria: 40, graded: 800)
        var form = AnalysisCheckpoint(identity: Self.identity)
        #expect(form.pack(state, limit: 1 << 20).leftOut == 0)
    }

    @Test func `the pace leaves nine tenths of the time to the grades`() {
        var pace = CheckpointPace()
        #expect(pace.isDue(at: .zero))
        pace.wrote(from: .milliseconds(100), to: .milliseconds(110))
        #expect(!pace.isDue(at: .milliseconds(199)))
        #expect(pace.isDue(at: .milliseconds(200)))
    }

    @Test func `packed data comes back, and is refused beyond its limit`() throws {
        for count in [1, 100, 200_000] {
            let bytes = Array(Self.noise(count, count).utf8)
            let packed = try #require(GzipData.pack(bytes))
            #expect(GzipData.unpack(packed, limit: count) == bytes)
            #expect(GzipData.unpack(packed, limit: count - 1) == nil)
        }
        #expect(GzipData.unpack(Array("no gzip".utf8), limit: 1_000) == nil)
    }
}
