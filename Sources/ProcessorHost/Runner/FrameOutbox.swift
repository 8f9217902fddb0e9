import Glibc
import RunnerProtocol

/// Frames on their way to a runner, as far as its socket has not taken them. Never waits.
struct FrameOutbox {
    /// Kept between frames, so that small ones cost no allocation.
    private static let keptCapacity = 256 << 10

    private var bytes: [UInt8] = []
    private var sent = 0

    var isEmpty: Bool { bytes.isEmpty }

    mutating func append(_ frame: HostFrame) throws(FrameError) {
        try FrameCodec.encode(frame, into: &bytes)
    }

    /// Sends as much as the socket takes now.
    mutating func flush(to socket: Int32) {
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
                return send(socket, rest.baseAddress, rest.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
            }
            if count >= 0 {
                sent += count
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                // Nobody reads any more. What became of the process is seen elsewhere.
                break
            }
        }
        bytes.removeAll(keepingCapacity: bytes.capacity <= Self.keptCapacity)
        sent = 0
    }
}
