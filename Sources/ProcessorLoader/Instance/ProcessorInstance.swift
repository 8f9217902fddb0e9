import CTrubuildProcessor
public import RunnerProtocol
import Synchronization

/// What a processor's `create` made. Does one run at a time; several instances run at the same time.
public final class ProcessorInstance: @unchecked Sendable {
    // @unchecked: all stored properties are constants; `instance` is only ever passed back to the processor, whose threads
    // the ABI rules, and `lifecycle` is locked.

    private let processor: LoadedProcessor
    private let instance: OpaquePointer?
    private let emit: @Sendable (RunnerFrame) -> Void
    private let lifecycle = Mutex(InstanceLifecycle())

    init(
        of processor: LoadedProcessor, config: [UInt8], emit: @escaping @Sendable (RunnerFrame) -> Void
    ) throws(LoadError) {
        self.processor = processor
        self.emit = emit
        var instance: OpaquePointer?
        let (status, error) = LoadScope.with(emit: emit) {
            config.withUnsafeBufferPointer { config in
                processor.entry.create(
                    HostTable.pointer, trubuild_host_slice(ptr: config.baseAddress, len: UInt64(config.count)),
                    &instance)
            }
        }
        guard status == TRUBUILD_OK else {
            throw LoadError(
                step: "create()", of: processor.name, status: status, said: error, code: "processor.create_failed")
        }
        self.instance = instance
        try warmUp()
    }

    /// Does a run to its end on the calling thread, which must be a ``RunThread`` or have as much stack.
    ///
    /// The frames of the run have all been emitted when this returns.
    public func run(_ request: RunRequest) -> RunResult {
        let arguments = RunArguments(request)
        let entered = RunSlots.shared.enter { handle in
            RunContext(handle: handle, request: request, arguments: arguments, emit: emit)
        }
        guard let (handle, context) = entered else {
            return RunResult(
                outcome: .retry, errorCode: "host.busy",
                errorMessage: "\(RunHandle.slotCount) runs are in progress in one process, which is the most")
        }
        switch lifecycle.withLock({ $0.start(request.serial, handle: handle) }) {
        case .refused(let reason):
            _ = RunSlots.shared.leave(handle)
            return RunResult(outcome: .retry, errorCode: "host.instance", errorMessage: reason)
        case .start(let reason):
            if let reason { cancel(handle, reason) }
        }

        var run = arguments.run
        run.handle = handle.pointer
        let returned = processor.entry.run(instance, &run, HostTable.pointer)

        lifecycle.withLock { $0.end() }
        let cancelReason = RunSlots.shared.leave(handle)
        // The context keeps the arguments until here, also when the processor has lost the struct.
        return context.end(returned: returned, cancelReason: cancelReason)
    }

    /// Asks a run to stop; the first reason stays. A run that has not begun yet is cancelled when it does. Any thread;
    /// does not wait.
    public func cancel(serial: UInt64, reason: CancelReason) {
        guard let handle = lifecycle.withLock({ $0.cancel(serial, reason: reason) }) else { return }
        cancel(handle, reason)
    }

    /// Takes a frame of the answer to `earlierWanted`. Any thread; does not wait. Ignored when the run is over.
    public func take(_ frame: HostFrame) {
        let serial: UInt64
        switch frame {
        case .earlierFound(let number, _, _, _, _, _), .earlierBytes(let number, _, _),
            .earlierMissing(let number, _, _):
            serial = number
        case .hello, .load, .run, .cancel, .leaseExtended, .shutdown: return
        }
        guard let handle = lifecycle.withLock({ $0.handle(of: serial) }) else { return }
        RunSlots.shared.run(of: handle)?.takeEarlier(frame)
    }

    /// Releases the instance, on the thread that made it. Does nothing the second time and while a run is going on.
    public func destroy() {
        guard lifecycle.withLock({ $0.destroy() }) else { return }
        _ = LoadScope.with(emit: emit) { processor.entry.destroy(instance) }
    }

    private func cancel(_ handle: RunHandle, _ reason: CancelReason) {
        guard RunSlots.shared.cancel(handle, reason: reason.rawValue) else { return }
        RunSlots.shared.run(of: handle)?.signalCancel()
    }

    private func warmUp() throws(LoadError) {
        guard let table = try WarmUpTable.read(of: processor) else { return }
        let (status, error) = LoadScope.with(emit: emit) { table.warm_up(instance) }
        guard status == TRUBUILD_OK else {
            destroy()
            throw LoadError(
                step: "warm_up()", of: processor.name, status: status, said: error, code: "processor.warm_up_failed")
        }
    }
}

extension LoadError {
    /// - Parameter error: what the processor gave to `set_error(null, …)`.
    fileprivate init(
        step: String, of name: String, status: Int32, said error: (code: String, message: String)?, code: String
    ) {
        let reason =
            switch error {
            case .some(let error): "\(error.message)\(error.code.isEmpty ? "" : " [\(error.code)]")"
            case nil: "it did not say why; let it call set_error(NULL, …) before it returns"
            }
        self.init(code: code, message: "\(step) of \(name) returned \(status): \(reason)")
    }
}
