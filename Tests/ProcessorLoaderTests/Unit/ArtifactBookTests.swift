import RunnerProtocol
import Testing

@testable import ProcessorLoader

@Suite("ArtifactBook")
struct ArtifactBookTests {
    private let json = jsonContentType

    @Test("Small writes leave in few frames, each of at most 64 KiB, and nothing is lost")
    func chunks() throws {
        var book = ArtifactBook(serial: 3, limit: 10 << 20)
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
        var book = ArtifactBook(serial: 1, limit: 10)
        let first = try book.open(type: "a", contentType: json) { _ in }
        try write(Array("[1,2,3,4".utf8), to: first, in: &book)
        let second = try book.open(type: "b", contentType: json) { _ in }
        #expect(refusal { try write(Array("123".utf8), to: second, in: &book) } == .tooLarge)
        try book.abort(first) { _ in }
        try book.abort(second) { _ in }
        let third = try book.open(type: "a", contentType: json) { _ in }
        try write(Array("123".utf8), to: third, in: &book)
        try book.commit(third) { _ in }
        #expect(book.defect == nil)
    }

    @Test("Half a text cannot be committed")
    func half() throws {
        var book = ArtifactBook(serial: 1, limit: 100)
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
        var book = ArtifactBook(serial: 1, limit: 100)
        #expect(refusal { try write([0x31], to: 0, in: &book) } != nil)
        guard case .invalid = book.defect else {
            Issue.record("\(String(describing: book.defect))")
            return
        }
    }

    @Test("256 artifacts may be open")
    func count() throws {
        var book = ArtifactBook(serial: 1, limit: 100)
        for number in 0..<256 { _ = try book.open(type: "a\(number)", contentType: json) { _ in } }
        #expect(refusal { try book.open(type: "b", contentType: json) { _ in } } == .tooLarge)
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
