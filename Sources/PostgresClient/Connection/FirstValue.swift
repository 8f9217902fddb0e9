import Synchronization

/// A value that several tasks may offer, of which one waiter gets the first.
final class FirstValue<Value: Sendable>: Sendable {
    fileprivate enum State {
        case empty
        case waiting(CheckedContinuation<Value, Never>)
        case resolved(Value)
    }

    private let state = Mutex(State.empty)

    /// Waits for the first value; for one waiter.
    var value: Value {
        get async {
            await withCheckedContinuation { continuation in
                let value = state.withLock { state -> Value? in
                    if case .resolved(let value) = state { return value }
                    state = .waiting(continuation)
                    return nil
                }
                if let value { continuation.resume(returning: value) }
            }
        }
    }

    /// Offers a value; later ones are dropped.
    func resolve(_ value: Value) {
        let waiter = state.withLock { state -> CheckedContinuation<Value, Never>? in
            defer { if !state.isResolved { state = .resolved(value) } }
            if case .waiting(let continuation) = state { return continuation }
            return nil
        }
        waiter?.resume(returning: value)
    }
}

extension FirstValue.State {
    fileprivate var isResolved: Bool {
        if case .resolved = self { true } else { false }
    }
}
