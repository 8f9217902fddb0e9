import RunnerProtocol

/// The conversation with the host. When it breaks, the process ends: there is nobody to work for.
final class HostConnection: Sendable {
    private let socket: FrameSocket

    init(descriptor: Int32) {
        socket = FrameSocket(descriptor: descriptor)
    }

    /// Any thread. Waits while the host does not read.
    func send(_ frame: RunnerFrame) {
        do {
            try socket.send(frame)
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

    private func end(_ error: FrameError) -> Never {
        switch error.code {
        case .closed, .endedInFrame: Exit.now(.hostGone)
        case .system: Exit.now(.connectionBroken, saying: "\(error)")
        default: Exit.now(.protocolViolation, saying: "\(error)")
        }
    }
}
