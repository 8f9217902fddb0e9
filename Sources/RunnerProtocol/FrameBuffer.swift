/// Received bytes that wait to become frames. Frames are decoded where they lie; only a frame that outgrows the buffer
/// makes it larger, and no faster than its bytes arrive.
struct FrameBuffer {
    private static let usualCapacity = 128 << 10

    private var storage = [UInt8](repeating: 0, count: usualCapacity)
    private var start = 0
    private var end = 0

    /// Bytes that belong to a frame that is not whole yet.
    var isEmpty: Bool { start == end }

    /// Where kind and body of the next frame lie, when it is whole.
    /// - Throws: as soon as the first five bytes say that the frame cannot be right.
    mutating func nextFrame() throws(FrameError) -> Range<Int>? {
        guard end - start > FrameCodec.lengthSize else { return nil }
        var length = 0
        for index in 0..<FrameCodec.lengthSize { length |= Int(storage[start + index]) << (8 * index) }
        guard length > 0 else {
            throw FrameError(.truncated, "a frame of length 0 came, each has at least its kind")
        }
        try FrameCodec.checkLength(length, FrameKind(checking: storage[start + FrameCodec.lengthSize]))
        let body = start + FrameCodec.lengthSize
        guard end - body >= length else { return nil }
        start = body + length
        return body..<body + length
    }

    /// The bytes of a frame; to be used before the next change of the buffer.
    func withBytes<Result>(
        of range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(FrameError) -> Result
    ) throws(FrameError) -> Result {
        try storage.withUnsafeBufferPointer { bytes throws(FrameError) in
            try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[range])))
        }
    }

    /// Lets `read` fill free space and say how many bytes it wrote.
    mutating func fill(
        _ read: (UnsafeMutableRawBufferPointer) throws(FrameError) -> Int
    ) throws(FrameError) -> Int {
        makeSpace()
        let free = end..<storage.count
        let count = try storage.withUnsafeMutableBufferPointer { bytes throws(FrameError) in
            try read(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: bytes[free])))
        }
        end += count
        return count
    }

    private mutating func makeSpace() {
        if start == end {
            start = 0
            end = 0
            if storage.count > Self.usualCapacity { self = FrameBuffer() }
        } else if end == storage.count {
            let waiting = end - start
            if start > storage.count / 2 {
                storage.withUnsafeMutableBytes { bytes in
                    bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
                }
            } else {
                var larger = [UInt8]()
                larger.reserveCapacity(storage.count * 2)
                larger.append(contentsOf: storage[start..<end])
                larger.append(contentsOf: repeatElement(0, count: storage.count * 2 - waiting))
                storage = larger
            }
            start = 0
            end = waiting
        }
    }
}
