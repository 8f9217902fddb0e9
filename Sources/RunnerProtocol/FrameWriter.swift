/// Appends the fields of one frame.
struct FrameWriter {
    private(set) var bytes: [UInt8]
    private let start: Int

    init(appendingTo bytes: consuming [UInt8]) {
        start = bytes.count
        self.bytes = bytes
    }

    mutating func begin(_ kind: FrameKind) {
        integer(UInt32(0))
        bytes.append(kind.rawValue)
    }

    /// Writes the length, or takes the frame back when it is too long.
    mutating func end(_ kind: FrameKind) throws(FrameError) {
        let length = bytes.count - start - FrameCodec.lengthSize
        do {
            try FrameCodec.checkLength(length, kind)
        } catch {
            bytes.removeSubrange(start...)
            throw error
        }
        for index in 0..<FrameCodec.lengthSize {
            bytes[start + index] = UInt8(truncatingIfNeeded: length >> (8 * index))
        }
    }

    mutating func integer<Value: FixedWidthInteger>(_ value: Value) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func flag(_ value: Bool) {
        bytes.append(value ? 1 : 0)
    }

    mutating func data(_ value: [UInt8]) {
        // A count that u32 cannot hold makes a frame that end() refuses.
        integer(UInt32(clamping: value.count))
        bytes.append(contentsOf: value)
    }

    mutating func text(_ value: String) {
        var value = value
        value.withUTF8 { utf8 in
            integer(UInt32(clamping: utf8.count))
            bytes.append(contentsOf: utf8)
        }
    }

    mutating func texts(_ values: [String]) {
        integer(UInt32(clamping: values.count))
        for value in values { text(value) }
    }
}
