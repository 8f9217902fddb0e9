import RunnerProtocol
import TestKit
import TestRandom
import Testing

@testable import ProcessorLoader

@Suite("ArtifactBook")
struct ArtifactBookTests {
    private let json = jsonContentType

    @Test("Small writes leave in few frames, each of at most 64 KiB, and nothing is lost")
    func chunks() throws {
        var book = ArtifactBook(serial: 3, limits: RunLimits(artifactTotalBytes: 10 << 20))
        var frames: [RunnerFrame] = []
        let handle = try book.open(type: "a", contentType: json) { frames.append($0) }
        var text = Array("[".utf8)
        for number in 0..<40_000 { text += Array("\(number),".utf8) }
        text += Array("0]".utf8)
        for start in stride(from: 0, to: text.count, by: 7) {
            let piece = Array(text[start..<min(start + 7, text.count)])
            try write(piece, to: handle, in: &book) { frames.append($0) }
        }
        try book.commit(handle) { frames.append($0) }
        var received: [UInt8] = []
        for case .artifactBytes(3, handle, let bytes) in frames {
            #expect(bytes.count <= ArtifactBook.chunkBytes)
            received += bytes
        }
        #expect(received == text)
        #expect(frames.count <= 2 + text.count / (ArtifactBook.chunkBytes - 64) + 1)
        #expect(frames.last == .artifactCommitted(serial: 3, artifact: handle))
        #expect(book.defect == nil)
    }

    @Test("The limit is for all artifacts together, and an abort gives its bytes back")
    func limit() throws {
        var book = ArtifactBook(serial: 1, limits: RunLimits(artifactTotalBytes: 10))
        let first = try book.open(type: "a", contentType: json) { _ in }
        try write(Array("[1,2,3,4".utf8), to: first, in: &book)
        let second = try book.open(type: "b", contentType: json) { _ in }
        #expect(
            refusal { try write(Array("123".utf8), to: second, in: &book) }
                == .tooLarge(
                    "with artifact \"b\" the artifacts of the run have 11 bytes or more, together they may have 10 "
                        + "(manifest: limits.artifacts)"))
        try book.abort(first) { _ in }
        try book.abort(second) { _ in }
        let third = try book.open(type: "a", contentType: json) { _ in }
        try write(Array("123".utf8), to: third, in: &book)
        try book.commit(third) { _ in }
        #expect(book.defect == nil)
    }

    @Test("Half a text cannot be committed")
    func half() throws {
        var book = ArtifactBook(serial: 1, limits: RunLimits(artifactTotalBytes: 100))
        let handle = try book.open(type: "a", contentType: json) { _ in }
        try write(Array("{".utf8), to: handle, in: &book)
        #expect(refusal { try book.commit(handle) { _ in } } != nil)
        guard case .invalid = book.defect else {
            Issue.record("\(String(describing: book.defect))")
            return
        }
        try book.abort(handle) { _ in }
        #expect(book.defect == nil)
    }

    @Test("Bytes for an artifact that never was are not forgotten")
    func stray() throws {
        var book = ArtifactBook(serial: 1, limits: RunLimits(artifactTotalBytes: 100))
        #expect(refusal { try write([0x31], to: 0, in: &book) } != nil)
        guard case .invalid = book.defect else {
            Issue.record("\(String(describing: book.defect))")
            return
        }
    }

    @Test("One artifact has a limit of its own")
    func single() throws {
        var book = ArtifactBook(serial: 1, limits: RunLimits(artifactBytes: 4))
        let first = try book.open(type: "a", contentType: json) { _ in }
        try write(Array("[12]".utf8), to: first, in: &book)
        try book.commit(first) { _ in }
        let second = try book.open(type: "b", contentType: json) { _ in }
        let sentence =
            "artifact \"b\" has 5 bytes or more, one artifact may have 4 (manifest: limits.artifact)"
        #expect(refusal { try write(Array("[123]".utf8), to: second, in: &book) } == .tooLarge(sentence))
        #expect(book.defect == .tooLarge(sentence))
    }

    @Test("One artifact more than their number is not forgotten, whatever is aborted afterwards")
    func count() throws {
        var book = ArtifactBook(serial: 1, limits: RunLimits(artifactCount: 3))
        for number in 0..<1000 {
            let handle = try book.open(type: "x\(number)", contentType: json) { _ in }
            try book.abort(handle) { _ in }
        }
        var handles: [UInt64] = []
        for number in 0..<3 { handles.append(try book.open(type: "a\(number)", contentType: json) { _ in }) }
        let sentence =
            "artifact \"b\" would be one more than the 3 that a run may have (manifest: limits.artifact_count)"
        #expect(refusal { try book.open(type: "b", contentType: json) { _ in } } == .tooLarge(sentence))
        for handle in handles { try book.abort(handle) { _ in } }
        #expect(book.defect == .tooMany(sentence))
    }

    @Test(
        "Whatever is written, no more leaves than the limits allow, and what is committed leaves whole",
        arguments: 0..<50)
    func random(round: Int) throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        let limits = RunLimits(
            artifactBytes: .random(in: 1...5000, using: &random),
            artifactTotalBytes: .random(in: 1...20_000, using: &random),
            artifactCount: .random(in: 1...6, using: &random))
        var book = ArtifactBook(serial: 1, limits: limits)
        var sent: [UInt64: Int] = [:]
        var committed: [UInt64: Int] = [:]
        func emit(_ frame: RunnerFrame) {
            switch frame {
            case .artifactOpened(_, let artifact, _, _): sent[artifact] = 0
            case .artifactBytes(_, let artifact, let bytes): sent[artifact, default: 0] += bytes.count
            case .artifactAborted(_, let artifact): sent[artifact] = nil
            default: break
            }
            #expect(sent.count <= limits.artifactCount, "seed \(seed)")
            #expect(sent.values.allSatisfy { $0 <= limits.artifactBytes }, "seed \(seed)")
            #expect(sent.values.reduce(0, +) <= limits.artifactTotalBytes, "seed \(seed)")
        }
        var open: [UInt64: Int] = [:]
        for step in 0..<200 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0, 1:
                if let handle = try? book.open(type: "t\(step)", contentType: json, emit: emit) { open[handle] = 0 }
            case 2:
                guard let (handle, size) = open.randomElement(using: &random) else { continue }
                open[handle] = nil
                if (try? book.commit(handle, emit: emit)) != nil { committed[handle] = size }
            case 3:
                guard let (handle, _) = open.randomElement(using: &random) else { continue }
                open[handle] = nil
                try book.abort(handle, emit: emit)
            default:
                guard let (handle, size) = open.randomElement(using: &random) else { continue }
                // One number, so that it is JSON whatever its length below 300 digits.
                let piece =
                    [UInt8](repeating: 0x20, count: .random(in: 0...1500, using: &random)) + (size == 0 ? [0x31] : [])
                if (try? write(piece, to: handle, in: &book, emit: emit)) != nil { open[handle] = size + piece.count }
            }
        }
        for (handle, size) in committed { #expect(sent[handle] == size, "seed \(seed)") }
    }

    private func write(
        _ bytes: [UInt8], to handle: UInt64, in book: inout ArtifactBook, emit: (RunnerFrame) -> Void = { _ in }
    ) throws {
        try bytes.withUnsafeBytes { try book.write(handle, $0, emit: emit) }
    }

    private func refusal<Value>(_ body: () throws -> Value) -> ArtifactBook.Refusal? {
        do {
            _ = try body()
            return nil
        } catch {
            return error as? ArtifactBook.Refusal
        }
    }
}
