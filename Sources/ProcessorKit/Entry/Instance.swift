import CTrubuildProcessor

/// What `create()` makes: the processor behind a `trubuild_instance`.
final class Instance: Sendable {
    let processor: any Processor
    private let calls: HostCalls

    private init(processor: any Processor, calls: HostCalls) {
        self.processor = processor
        self.calls = calls
    }

    /// The host owns the result until it gives it to ``release(_:)``.
    static func create(
        _ type: any Processor.Type, host: UnsafePointer<trubuild_host>, config: [UInt8]
    ) -> (outcome: Int32, instance: OpaquePointer?) {
        let calls = HostCalls(host, handle: nil)
        do {
            let instance = Instance(processor: try make(type, config: config), calls: calls)
            return (TRUBUILD_OK, OpaquePointer(Unmanaged.passRetained(instance).toOpaque()))
        } catch {
            return (RunOutcome(failure: error, isCancelled: false).report(to: calls), nil)
        }
    }

    private static func make<P: Processor>(_ type: P.Type, config: [UInt8]) throws -> P {
        let decoded: P.Config
        do {
            decoded = try JSONCoding.decode(P.Config.self, from: config)
        } catch {
            throw ProcessorError.permanent(
                code: "config.invalid", "the manifest's config cannot be used: \(JSONCoding.explain(error))")
        }
        return try type.init(config: decoded)
    }

    /// The instance behind a pointer that ``create(_:host:config:)`` gave out and the host has not yet destroyed.
    static func borrow(_ instance: OpaquePointer) -> Instance {
        Unmanaged<Instance>.fromOpaque(UnsafeRawPointer(instance)).takeUnretainedValue()
    }

    static func release(_ instance: OpaquePointer) {
        Unmanaged<Instance>.fromOpaque(UnsafeRawPointer(instance)).release()
    }

    /// Blocks the caller, which is a thread of the host's, until the processor has ended.
    func run(_ run: ProcessorRun) -> Int32 {
        let outcome = BlockingTask.wait(cancelIf: run.isCancelled) { [processor] in
            do {
                try await processor.run(run)
                return RunOutcome.completed
            } catch {
                return RunOutcome(failure: error, isCancelled: run.isCancelled)
            }
        }
        return outcome.report(to: run.calls)
    }

    /// Blocks the caller, which is a thread of the host's.
    func warmUp() -> Int32 {
        let outcome = BlockingTask.wait(cancelIf: false) { [processor] in
            do {
                try await processor.warmUp()
                return RunOutcome.completed
            } catch {
                return RunOutcome(failure: error, isCancelled: false)
            }
        }
        return outcome.report(to: calls)
    }
}
