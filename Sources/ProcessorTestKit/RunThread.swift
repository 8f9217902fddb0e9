import Dispatch

/// A place where a run may block, as the ABI promises it to a processor.
enum RunThread {
    static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async -> Result<Value, any Error> {
        await withCheckedContinuation { continuation in
            // A queue of its own: a thread that blocks here takes nobody else's place.
            DispatchQueue(label: "run-thread").async { continuation.resume(returning: Result(catching: body)) }
        }
    }
}
