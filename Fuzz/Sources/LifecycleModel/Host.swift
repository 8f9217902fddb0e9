import Foundation
import JobQueue
import ProcessorHost
import RunnerProtocol

@testable import JobQueue
@testable import PostgresJobStore
@testable import Worker

/// A host: the worker's real decisions, and around them what a worker, a store and an executor do with them.
struct Host {
    enum Condition {
        case serving
        /// Stopped by the kernel: nothing happens in it, and its runners go on.
        case frozen
        case dead
    }

    /// A run that a runner process works on.
    struct Execution {
        let run: ClaimedRun
        /// When the kernel kills the runner; nil without a lease.
        var leaseEnd: Duration?
        /// Why it was told to stop, and when that is done by force.
        var cancel: (reason: CancelReason, killAt: Duration)?
        /// Why the runner is gone, before the host knows.
        var death: CancelReason?
    }

    var condition = Condition.serving
    /// Its calls do not reach the queue, nor answers the host.
    var isCutOff = false
    var identity: HostID
    var state: WorkerState
    var lostClaims = LostClaims()
    /// Runs that were taken up and have not reached the executor, with whether they may begin.
    var starting: [ClaimedRun] = []
    var executions: [RunID: Execution] = [:]
    /// Until when runs that begin may go on.
    var leaseEnd: Duration?
    var inFlight: Set<Call.Kind> = []
    var owesTakeOver = false
    /// No run is executed any more, and the writer was told so.
    var isClosing = false
    /// All endings are written or given up: it is about to leave.
    var isDrained = false
    var isStopping: Bool { state.drain != nil }

    init(identity: HostID, scenario: Scenario, now: Duration) {
        self.identity = identity
        state = WorkerState(scenario.configuration, lease: LeaseKeeper(scenario.lease, now: now))
        state.planner.serve(scenario.catalog)
    }

    /// In the order of their ids, so that a replay is the same.
    var executingRuns: [RunID] { state.executingRuns.map(\.id).sorted { $0.uuid.short < $1.uuid.short } }
}
