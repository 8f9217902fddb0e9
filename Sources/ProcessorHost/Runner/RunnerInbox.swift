import Glibc
import RunnerProtocol

/// Bytes from a runner on their way to becoming frames. Never waits, so that a frame that stays half does no harm.
struct RunnerInbox {
    enum Fill {
        case bytes(Int)
        /// Nothing to be had now.
        case wait
        case end
    }

    private static let usualCapacity = 64 << 10
    private static let lengthSize = 4

    /// The longest frame that is taken, before its kind is looked at. Only `loaded` may be longer than a checkpoint.
    var frameLimit = FrameCodec.largeFrameLimit
    private var storage = [UInt8](repeating: 0, count: usualCapacity)
    private var start = 0
    private var end = 0

    /// Receives what is there, as far as there is space.
    mutating func fill(from socket: Int32) -> Fill {
        makeSpace()
        let free = end..<storage.count
        while true {
            let count = storage.withUnsafeMutableBytes { bytes in
                recv(socket, bytes.baseAddress.map { $0 + free.lowerBound }, free.count, Int32(MSG_DONTWAIT))
            }
            if count > 0 {
                end += count
                return .bytes(count)
            }
            if count == 0 { return .end }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wait
            default: return .end
            }
        }
    }

    /// The next whole frame.
    mutating func next() throws(FrameError) -> RunnerFrame? {
        guard end - start >= Self.lengthSize else { return nil }
        let length = storage.withUnsafeBytes {
            Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
        }
        guard (1...frameLimit).contains(length) else {
            throw FrameError(.tooLong, "a frame claims to have \(length) bytes, at most \(frameLimit) are allowed")
        }
        let body = start + Self.lengthSize
        guard end - body >= length else { return nil }
        start = body + length
        return try storage.withUnsafeBufferPointer { bytes throws(FrameError) in
            let frame = UnsafeBufferPointer(rebasing: bytes[body..<body + length])
            return try FrameCodec.decodeRunnerFrame(UnsafeRawBufferPointer(frame))
        }
    }

    /// Memory grows with the bytes that have come, not with the length that a frame claims to have.
    private mutating func makeSpace() {
        if start == end {
            start = 0
            end = 0
            if storage.count > Self.usualCapacity { storage = [UInt8](repeating: 0, count: Self.usualCapacity) }
        } else if end == storage.count {
            storage.removeSubrange(..<start)
            end -= start
            start = 0
            storage += [UInt8](repeating: 0, count: max(Self.usualCapacity, end))
        }
    }
}
