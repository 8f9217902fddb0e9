import Glibc
import Synchronization

/// The descriptor of the cancel-fd extension: one end of a socket pair, made when it is first asked for. Its lock is its
/// own and never held long, so that a cancel gets through while the run waits for its host.
final class CancelSignal: Sendable {
    private enum State {
        case unused
        case open(reading: Int32, writing: Int32)
        case closed
    }

    private let state = Mutex(State.unused)

    /// -1 when the run is over or no descriptor is left.
    /// - Parameter isCancelled: asked once, when the pair is made: the cancel may have come before.
    func descriptor(_ isCancelled: () -> Bool) -> Int32 {
        state.withLock { state in
            switch state {
            case .open(let reading, _): return reading
            case .closed: return -1
            case .unused:
                var ends: [Int32] = [-1, -1]
                let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
                guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { return -1 }
                state = .open(reading: ends[0], writing: ends[1])
                if isCancelled() { signal(ends[1]) }
                return ends[0]
            }
        }
    }

    /// At most twice in a run, so the pair never fills.
    func raise() {
        state.withLock { state in
            if case .open(_, let writing) = state { signal(writing) }
        }
    }

    func close() {
        state.withLock { state in
            if case .open(let reading, let writing) = state {
                Glibc.close(reading)
                Glibc.close(writing)
            }
            state = .closed
        }
    }

    private func signal(_ writing: Int32) {
        _ = send(writing, [1], 1, Int32(MSG_NOSIGNAL))
    }
}
