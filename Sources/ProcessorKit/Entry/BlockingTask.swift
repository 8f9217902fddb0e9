import Dispatch
import Synchronization

/// A Swift task seen from a thread that may block: the host's run-thread, never one of the cooperative pool.
enum BlockingTask {
    /// How long a cancellation may stay unseen. The waiting thread looks itself, so that nothing else has to be started.
    private static let interval = DispatchTimeInterval.milliseconds(50)

    /// Starts a task and blocks until it has ended. The task is cancelled once `isCancelled` is true.
    static func wait<Value: Sendable>(
        cancelIf isCancelled: @autoclosure () -> Bool, _ operation: @escaping @Sendable () async -> Value
    ) -> Value {
        let result = Box<Value>()
        let ended = DispatchSemaphore(value: 0)
        let task = Task.detached {
            let value = await operation()
            result.value.withLock { $0 = value }
            ended.signal()
        }
        while true {
            _ = ended.wait(timeout: task.isCancelled ? .distantFuture : .now() + interval)
            if let value = result.value.withLock({ $0 }) { return value }
            if isCancelled() { task.cancel() }
        }
    }

    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }
}
