import Glibc
import RunnerProtocol

/// Frames on their way to a runner, as far as its socket has not taken them. Never waits.
struct FrameOutbox {
    /// Kept between frames, so that small ones cost no allocation.
    private static let keptCapacity = 256 << 10

    private var bytes: [UInt8] = []
    private var sent = 0
    /// Long answers, of which a frame is made when everything else has left: they keep no cancel waiting.
    private var answers: [EarlierFrames] = []

    var isEmpty: Bool { bytes.isEmpty && answers.isEmpty }

    mutating func append(_ frame: HostFrame) throws(FrameError) {
        try FrameCodec.encode(frame, into: &bytes)
    }

    mutating func append(_ answer: EarlierFrames) {
        answers.append(answer)
    }

    /// Forgets the answers to a run that is over.
    mutating func dropAnswers() {
        answers = []
    }

    /// Sends as much as the socket takes now.
    mutating func flush(to socket: Int32) {
        while sent < bytes.count || appendNextAnswer() {
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
        clear()
    }

    /// Takes up the next frame of the answers, once everything before it is sent.
    private mutating func appendNextAnswer() -> Bool {
        while !answers.isEmpty {
            clear()
            guard let frame = answers[0].next() else {
                answers.removeFirst()
                continue
            }
            // Frames of answers are within their limit: a chunk, or a few short texts.
            if (try? FrameCodec.encode(frame, into: &bytes)) != nil { return true }
        }
        return false
    }

    private mutating func clear() {
        bytes.removeAll(keepingCapacity: bytes.capacity <= Self.keptCapacity)
        sent = 0
    }
}
