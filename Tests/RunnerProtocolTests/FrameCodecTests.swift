import TestRandom
import Testing

@testable import RunnerProtocol

@Suite("FrameCodec")
struct FrameCodecTests {
    @Test("A frame decodes to what it was, and decodes no other way")
    func roundTrip() throws {
        let seed = testSeed()
        var frames = RandomFrames(seed: seed)
        for _ in 0..<500 {
            let hostFrame = frames.hostFrame()
            #expect(try decodeHost(body(of: hostFrame)) == hostFrame, "seed \(seed)")
            #expect(throws: FrameError.self) { try decodeRunner(body(of: hostFrame)) }

            let runnerFrame = frames.runnerFrame()
            #expect(try decodeRunner(body(of: runnerFrame)) == runnerFrame, "seed \(seed)")
            #expect(throws: FrameError.self) { try decodeHost(body(of: runnerFrame)) }
        }
    }

    @Test("The wire form is as documented")
    func wireForm() throws {
        #expect(try encoded(.hello(protocolVersion: 1) as HostFrame) == [5, 0, 0, 0, 0x01, 1, 0, 0, 0])
        #expect(
            try encoded(.cancel(serial: 0x0102_0304_0506_0708, reason: .lost))
                == [13, 0, 0, 0, 0x04, 8, 7, 6, 5, 4, 3, 2, 1, 4, 0, 0, 0])
        #expect(try encoded(.shutdown as HostFrame) == [1, 0, 0, 0, 0x05])
        #expect(
            try encoded(.log(serial: 1, level: .warning, message: "hé") as RunnerFrame)
                == [20, 0, 0, 0, 0x85, 1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0, 0x68, 0xC3, 0xA9])
    }

    @Test("A frame that ends early or goes on too long is an error")
    func truncated() throws {
        let seed = testSeed()
        var frames = RandomFrames(seed: seed)
        for _ in 0..<60 {
            let bytes = try body(of: frames.runnerFrame())
            let cuts = bytes.count < 200 ? Array(0..<bytes.count) : Array(0..<100) + [bytes.count - 1]
            for cut in cuts {
                let early = Array(bytes[..<cut])
                #expect(throws: FrameError.self, "seed \(seed), cut at \(cut)") { try decodeRunner(early) }
            }
            #expect(throws: FrameError.self) { try decodeRunner(bytes + [0]) }
        }
    }

    @Test("Whatever the bytes are, decoding ends in a frame or an error")
    func mutated() throws {
        let seed = testSeed()
        var frames = RandomFrames(seed: seed)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            var bytes = try body(of: frames.runnerFrame())
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<min(bytes.count, 64), using: &random)] = .random(in: 0...255, using: &random)
            }
            // What decodes is a frame like any other.
            if let frame = try? decodeRunner(bytes) { #expect(try decodeRunner(body(of: frame)) == frame) }
            _ = try? decodeHost(bytes)
        }
    }

    @Test("Counts and values that cannot be are refused without reserving memory for them")
    func hostileValues() {
        #expect(failure { try decodeRunner([0x7F]) } == .unknownKind)
        #expect(failure { try decodeRunner([]) } == .truncated)
        // A list that claims four thousand million texts.
        let empty: [UInt8] = [0, 0, 0, 0]
        #expect(
            failure {
                try decodeRunner([0x82] + empty + empty + empty + [0xFF, 0xFF, 0xFF, 0xFF])
            } == .truncated)
        let serial: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0]
        #expect(failure { try decodeRunner([0x85] + serial + [99, 0, 0, 0] + empty) } == .invalidValue)
        #expect(failure { try decodeRunner([0x85] + serial + empty + [1, 0, 0, 0, 0xFF]) } == .invalidText)
        #expect(failure { try decodeHost([0x02] + empty + empty + [2]) } == .invalidValue)
    }

    @Test("Over-long frames are refused on both ways, and leave the output as it was")
    func tooLong() throws {
        let fits = RunnerFrame.progress(serial: 1, json: [UInt8](repeating: 32, count: FrameCodec.frameLimit - 13))
        #expect(try decodeRunner(body(of: fits)) == fits)
        var output: [UInt8] = [1, 2, 3]
        #expect(
            failure {
                let json = [UInt8](repeating: 32, count: FrameCodec.frameLimit - 12)
                try FrameCodec.encode(.progress(serial: 1, json: json) as RunnerFrame, into: &output)
            } == .tooLong)
        #expect(output == [1, 2, 3])
        #expect(
            failure {
                try decodeRunner([0x84] + [UInt8](repeating: 0, count: FrameCodec.frameLimit))
            } == .tooLong)
    }

    private func encoded(_ frame: HostFrame) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try FrameCodec.encode(frame, into: &bytes)
        return bytes
    }

    private func encoded(_ frame: RunnerFrame) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try FrameCodec.encode(frame, into: &bytes)
        return bytes
    }

    private func body(of frame: HostFrame) throws -> [UInt8] { Array(try encoded(frame).dropFirst(4)) }
    private func body(of frame: RunnerFrame) throws -> [UInt8] { Array(try encoded(frame).dropFirst(4)) }

    private func decodeHost(_ bytes: [UInt8]) throws -> HostFrame {
        try bytes.withUnsafeBytes { try FrameCodec.decodeHostFrame($0) }
    }

    private func decodeRunner(_ bytes: [UInt8]) throws -> RunnerFrame {
        try bytes.withUnsafeBytes { try FrameCodec.decodeRunnerFrame($0) }
    }

    private func failure<Value>(_ body: () throws -> Value) -> FrameError.Code? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? FrameError)?.code
        }
    }
}
