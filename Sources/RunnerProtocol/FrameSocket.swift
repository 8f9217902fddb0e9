import Glibc
import Synchronization

/// One end of the stream socket between host and runner. Blocking: use it from threads that may wait.
///
/// Any thread may send; a frame is written whole. One thread at a time receives. ``shutdown()`` makes both return.
public final class FrameSocket: Sendable {
    /// Kept over sends so that a frame costs no allocation; longer ones are given back.
    private static let keptCapacity = 256 << 10

    /// What is held back at most.
    private static let heldBytes = 32 << 10

    private let descriptor: Int32
    /// Encoded and not sent.
    private let sending = Mutex<[UInt8]>([])
    private let receiving = Mutex(FrameBuffer())
    private let isShutDown = Atomic(false)
    /// Guards the descriptor's number against being shut down after it was closed. Never held while waiting.
    private let isClosed = Mutex(false)

    /// - Parameter descriptor: a connected stream socket in blocking mode, owned by this object from now on.
    public init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close()
    }

    /// Sends a frame; waits while the other side's buffer is full.
    /// - Throws: ``FrameError/Code/closed``, ``FrameError/Code/tooLong``, ``FrameError/Code/system``.
    public func send(_ frame: HostFrame) throws(FrameError) {
        try send { buffer throws(FrameError) in try FrameCodec.encode(frame, into: &buffer) }
    }

    /// Sends a frame and what was held back before it; waits while the other side's buffer is full.
    /// - Parameter mayHold: whether the frame may stay here until the next one is sent. Few bytes are held.
    /// - Throws: ``FrameError/Code/closed``, ``FrameError/Code/tooLong``, ``FrameError/Code/system``.
    public func send(_ frame: RunnerFrame, mayHold: Bool = false) throws(FrameError) {
        try send(mayHold: mayHold) { buffer throws(FrameError) in try FrameCodec.encode(frame, into: &buffer) }
    }

    /// The next frame of the host; nil when it has ended the stream between two frames.
    public func receiveHostFrame() throws(FrameError) -> HostFrame? {
        try receive { bytes throws(FrameError) in try FrameCodec.decodeHostFrame(bytes) }
    }

    /// The next frame of the runner; nil when it has ended the stream between two frames, as at its death.
    public func receiveRunnerFrame() throws(FrameError) -> RunnerFrame? {
        try receive { bytes throws(FrameError) in try FrameCodec.decodeRunnerFrame(bytes) }
    }

    /// Ends the stream in both directions: whoever sends or receives here or at the other end returns. Any thread.
    public func shutdown() {
        isShutDown.store(true, ordering: .sequentiallyConsistent)
        isClosed.withLock { isClosed in
            guard !isClosed else { return }
            _ = Glibc.shutdown(descriptor, Int32(SHUT_RDWR))
        }
    }

    /// Ends the stream and closes the descriptor once nobody uses it. Any thread, any number of times.
    public func close() {
        shutdown()
        sending.withLock { _ in
            receiving.withLock { _ in
                isClosed.withLock { isClosed in
                    guard !isClosed else { return }
                    isClosed = true
                    _ = Glibc.close(descriptor)
                }
            }
        }
    }

    private func send(
        mayHold: Bool = false, _ encode: (inout [UInt8]) throws(FrameError) -> Void
    ) throws(FrameError) {
        try sending.withLock { buffer throws(FrameError) in
            try checkOpen()
            try encode(&buffer)
            if mayHold, buffer.count < Self.heldBytes { return }
            defer { buffer.removeAll(keepingCapacity: buffer.capacity <= Self.keptCapacity) }
            try buffer.withUnsafeBufferPointer { bytes throws(FrameError) in
                try write(UnsafeRawBufferPointer(bytes))
            }
        }
    }

    private func receive<Frame: Sendable>(
        _ decode: (UnsafeRawBufferPointer) throws(FrameError) -> Frame
    ) throws(FrameError) -> Frame? {
        try receiving.withLock { buffer throws(FrameError) in
            while true {
                if let range = try buffer.nextFrame() { return try buffer.withBytes(of: range, decode) }
                guard !isClosed.withLock({ $0 }) else { return nil }
                let count = try buffer.fill { space throws(FrameError) in try read(into: space) }
                guard count > 0 else {
                    guard buffer.isEmpty else {
                        throw FrameError(.endedInFrame, "the stream ended in the middle of a frame")
                    }
                    return nil
                }
            }
        }
    }

    private func checkOpen() throws(FrameError) {
        guard !isShutDown.load(ordering: .sequentiallyConsistent) else {
            throw FrameError(.closed, "the connection was shut down")
        }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws(FrameError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            if count >= 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: wait(for: POLLOUT)
            case EPIPE, ECONNRESET: throw FrameError(.closed, "nobody reads at the other end of the connection")
            case let code: throw FrameError(.system, "send failed: \(Self.text(of: code))")
            }
        }
    }

    /// Returns 0 at the end of the stream.
    private func read(into space: UnsafeMutableRawBufferPointer) throws(FrameError) -> Int {
        while true {
            let count = Glibc.recv(descriptor, space.baseAddress, space.count, 0)
            if count >= 0 { return count }
            switch errno {
            case EINTR: continue
            case EAGAIN: wait(for: POLLIN)
            // The other end was closed with bytes of ours unread; all that it sent has been received before this.
            case ECONNRESET: return 0
            case let code: throw FrameError(.system, "recv failed: \(Self.text(of: code))")
            }
        }
    }

    /// A processor may have made the runner's end non-blocking.
    private func wait(for events: Int32) {
        var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        _ = poll(&entry, 1, -1)
    }

    private static func text(of code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "errno \(code)" }
        return "\(String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)) (\(code))"
    }
}
