import Glibc
import RunnerProtocol
import Synchronization

/// The conversation with the host. When it breaks, the process ends: there is nobody to work for.
final class HostConnection: Sendable {
    /// Artifacts within so many ns of the last frame wait for the next one: a short run sends all it has at once, and a long
    /// one is still heard when it writes.
    private static let pause: UInt64 = 10_000_000

    private let socket: FrameSocket
    private let lastSent = Atomic<UInt64>(0)

    init(descriptor: Int32) {
        socket = FrameSocket(descriptor: descriptor)
    }

    /// Any thread. Waits while the host does not read.
    func send(_ frame: RunnerFrame) {
        let now = Self.now
        let mayHold = frame.isArtifact && now < lastSent.load(ordering: .relaxed) + Self.pause
        if !mayHold { lastSent.store(now, ordering: .relaxed) }
        do {
            try socket.send(frame, mayHold: mayHold)
        } catch {
            end(error)
        }
    }

    /// The next frame; does not return when the host is gone.
    func receive() -> HostFrame {
        do {
            guard let frame = try socket.receiveHostFrame() else { Exit.now(.hostGone) }
            return frame
        } catch {
            end(error)
        }
    }

    /// CLOCK_MONOTONIC in ns.
    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private func end(_ error: FrameError) -> Never {
        switch error.code {
        case .closed, .endedInFrame: Exit.now(.hostGone)
        case .system: Exit.now(.connectionBroken, saying: "\(error)")
        default: Exit.now(.protocolViolation, saying: "\(error)")
        }
    }
}

extension RunnerFrame {
    /// Whether the frame is of no use before the run has ended well.
    fileprivate var isArtifact: Bool {
        switch self {
        case .artifactOpened, .artifactBytes, .artifactCommitted, .artifactAborted: true
        case .hello, .loaded, .loadFailed, .progress, .log, .checkpoint, .earlierWanted, .finished: false
        }
    }
}
