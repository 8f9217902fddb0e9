/// Takes the fields of one frame, each checked against the bytes that are there.
struct FrameReader {
    /// Valid while the reader lives: it is only made inside `FrameCodec.decode…`, whose caller keeps the bytes.
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    mutating func finish() throws(FrameError) {
        guard offset == bytes.count else {
            throw FrameError(.trailingBytes, "\(bytes.count - offset) bytes follow the end of a frame's content")
        }
    }

    mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>(
        as type: Value.Type = Value.self
    ) throws(FrameError) -> Value {
        Value(littleEndian: try take(MemoryLayout<Value>.size).loadUnaligned(as: type))
    }

    mutating func flag() throws(FrameError) -> Bool {
        switch try integer(as: UInt8.self) {
        case 0: return false
        case 1: return true
        case let other: throw FrameError(.invalidValue, "a flag has the value \(other), 0 or 1 were expected")
        }
    }

    /// A number that must name a case.
    mutating func value<Value: RawRepresentable>(
        _ type: Value.Type = Value.self
    ) throws(FrameError) -> Value where Value.RawValue: FixedWidthInteger & BitwiseCopyable {
        let number = try integer(as: Value.RawValue.self)
        guard let value = Value(rawValue: number) else {
            throw FrameError(.invalidValue, "\(number) is no value of \(type)")
        }
        return value
    }

    mutating func data() throws(FrameError) -> [UInt8] {
        [UInt8](try take(count()))
    }

    mutating func text() throws(FrameError) -> String {
        let utf8 = try take(count())
        guard let text = String(validating: utf8, as: UTF8.self) else {
            throw FrameError(.invalidText, "a text in a frame is not UTF-8")
        }
        return text
    }

    mutating func texts() throws(FrameError) -> [String] {
        // No memory is reserved by the count: it is the sender's word.
        var texts: [String] = []
        for _ in 0..<(try count()) { texts.append(try text()) }
        return texts
    }

    private mutating func count() throws(FrameError) -> Int {
        Int(try integer(as: UInt32.self))
    }

    private mutating func take(_ count: Int) throws(FrameError) -> UnsafeRawBufferPointer {
        guard count <= bytes.count - offset else {
            throw FrameError(.truncated, "a frame ends \(count - (bytes.count - offset)) bytes before its content does")
        }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }
}
