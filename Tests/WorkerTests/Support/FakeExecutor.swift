import JSONText
import JobQueue
import ProcessorHost
import RunnerProtocol
import Synchronization

/// Executes nothing: runs end when the test says so, or as a script says.
final class FakeExecutor: ProcessorExecutor {
    struct Cancellation: Hashable {
        let run: String
        let reason: CancelReason
    }

    private struct Running {
        let events: any RunEvents
        let earlier: any EarlierArtifactSource
        let end: @Sendable (RunReport) -> Void
    }

    private struct State {
        var orders: [RunOrder] = []
        var running: [String: Running] = [:]
        var mostAtOnce: [String: Int] = [:]
        var executing: [String: Int] = [:]
        var cancellations: [Cancellation] = []
        var script: (@Sendable (RunOrder, any RunEvents) -> RunReport?)?
        var obeysCancel = true
    }

    private let processors: [ServedProcessor]
    let changes = AsyncStream<Void> { _ in }
    private let state = Mutex(State())

    init(_ processors: [ServedProcessor]) {
        self.processors = processors
    }

    /// How runs end by themselves; those for which it returns nil wait for the test.
    func script(_ script: @escaping @Sendable (RunOrder, any RunEvents) -> RunReport?) {
        state.withLock { $0.script = script }
    }

    func ignoreCancels() { state.withLock { $0.obeysCancel = false } }

    var orders: [RunOrder] { state.withLock { $0.orders } }
    var cancellations: [Cancellation] { state.withLock { $0.cancellations } }
    /// What the lease was extended by, in order.
    var running: Set<String> { state.withLock { Set($0.running.keys) } }
    /// The most runs of a processor that were executed at the same time.
    func mostAtOnce(_ processor: String) -> Int { state.withLock { $0.mostAtOnce[processor, default: 0] } }

    func events(of run: String) -> (any RunEvents)? { state.withLock { $0.running[run]?.events } }

    func earlier(of run: String) -> (any EarlierArtifactSource)? { state.withLock { $0.running[run]?.earlier } }

    func end(_ run: String, _ ending: RunReport.Ending) {
        state.withLock { $0.running.removeValue(forKey: run) }?.end(RunReport(ending))
    }

    /// Lets everything that runs, and everything to come, complete.
    func letGo() {
        script { _, _ in RunReport(.completed([])) }
        for run in running { end(run, .completed([])) }
    }

    // MARK: ProcessorExecutor

    func catalog() async -> ProcessorCatalog { ProcessorCatalog(processors: processors) }

    func execute(
        _ order: RunOrder, events: any RunEvents, earlier: any EarlierArtifactSource,
        whenOver: @escaping @Sendable (RunReport) -> Void
    ) {
        let script = state.withLock { state in
            state.orders.append(order)
            let count = state.executing[order.processor, default: 0] + 1
            state.executing[order.processor] = count
            state.mostAtOnce[order.processor] = max(count, state.mostAtOnce[order.processor, default: 0])
            return state.script
        }
        let end = { @Sendable [self] (report: RunReport) in
            state.withLock { $0.executing[order.processor]! -= 1 }
            whenOver(report)
        }
        guard let script else {
            return state.withLock { $0.running[order.runID] = Running(events: events, earlier: earlier, end: end) }
        }
        // A script may wait, as a processor may.
        Task {
            if let report = script(order, events) { return end(report) }
            state.withLock { $0.running[order.runID] = Running(events: events, earlier: earlier, end: end) }
        }
    }

    func releaseWaiting() {}

    func extendLease(by duration: Duration, since start: MonotonicInstant) {}

    func cancel(runID: String, reason: CancelReason) async {
        let end = state.withLock { state in
            state.cancellations.append(Cancellation(run: runID, reason: reason))
            return state.obeysCancel ? state.running.removeValue(forKey: runID)?.end : nil
        }
        end?(RunReport(.cancelled(reason, RunFailure(code: "run.cancelled", message: "\(reason)"))))
    }
}
