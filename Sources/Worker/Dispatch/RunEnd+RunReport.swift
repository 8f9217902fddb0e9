import JobQueue
import ProcessorHost
import RunnerProtocol
import Spool

extension RunError {
    /// Of runs that are returned to the queue because this host stops.
    static let hostStopping = RunError(code: "host.stopping", message: "interrupted: the host is stopping")
    /// Of runs that somebody else has ended; the guarded write of this ending is expected to change nothing.
    static let lost = RunError(code: "run.lost", message: "interrupted: the run was ended by somebody else")

    /// Of runs that are stopped because others might begin them.
    static let leaseExpiring = RunError(
        code: "host.unreachable", message: "interrupted: the host could not reach the queue, and its lease ran out")

    init(_ failure: RunFailure) {
        self.init(code: failure.code, message: failure.message)
    }
}

extension RunEnd {
    /// What an executor's report means to the queue.
    /// - Parameter loss: why the run was cancelled without anybody waiting for its ending.
    init(_ report: RunReport, loss: WorkerState.Loss? = nil) {
        switch report.ending {
        case .completed(let artifacts):
            self = .completed(
                artifacts.map { Artifact(type: $0.type, contentType: $0.contentType, content: $0.content) })
        case .failed(let failure, let after):
            self = .failed(RunError(failure), retryAfter: after)
        case .failedForGood(let failure):
            self = .failedForGood(RunError(failure))
        case .snoozed(let failure, let after):
            self = .snoozed(RunError(failure), after: after)
        case .notBegun(let failure):
            self = .interrupted(RunError(failure))
        case .cancelled where loss != nil, .cancelled(.lost, _):
            self = .interrupted((loss ?? .leaseLost).error)
        case .cancelled(.user, let failure):
            self = .cancelled(RunError(failure))
        case .cancelled(.timeout, let failure):
            self = .failed(RunError(failure), retryAfter: nil)
        case .cancelled(.shutdown, _):
            self = .interrupted(.hostStopping)
        }
    }
}
