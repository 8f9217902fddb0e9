import Foundation
import JSONText
import JobQueue
import ProcessorHost
import RunnerProtocol

@testable import JobQueue
@testable import PostgresJobStore
@testable import Worker

/// One history: a queue, hosts that use it, and calls on their way between them. Nothing in it happens by itself; whoever plays it
/// decides what is next, and each step is checked.
struct World {
    let scenario: Scenario
    let fault: Fault?
    var choices: Choices
    var now = Duration.zero
    var table = JobTable(finishedLimit: 1000)
    var ledger: Ledger
    var hosts: [Host] = []
    var calls: [Call] = []
    var identifiers = Identifiers()
    /// No call reaches the queue.
    var isOutage = false
    /// What each claim has opened: the column `claim` of our queue.
    var opened: [UUID: [ClaimedRun]] = [:]
    /// Progress and checkpoints are no matter of this model.
    let board = ProgressBoard(onNews: {})
    /// nil unless somebody wants to read it.
    let trace: Trace?

    init(_ choices: Choices, fault: Fault?, isTraced: Bool) {
        self.choices = choices
        self.fault = fault
        trace = isTraced ? Trace() : nil
        scenario = Scenario(&self.choices)
        ledger = Ledger(maxAttempts: scenario.maxAttempts, lossLimit: scenario.lease.lossLimit)
        for _ in 0...self.choices.below(2) { addHost() }
    }

    mutating func addHost() {
        let identity = HostID(identifiers.next())
        hosts.append(Host(identity: identity, scenario: scenario, now: now))
        // As opening a store does.
        beat(identity)
        hosts[hosts.count - 1].leaseEnd = hosts[hosts.count - 1].state.lease.allowance(since: now) + now
        trace?.add(now, "host \(hosts.count - 1) starts as \(identity.uuid.short)")
    }

    // MARK: Time

    /// Time passes for all. What the kernel does, and what a host's executor does by the clock, comes before anything else.
    mutating func advance(by duration: Duration) {
        now += duration
        for index in hosts.indices where hosts[index].condition != .dead {
            for run in hosts[index].executions.keys { expire(run, of: index) }
        }
    }

    private mutating func expire(_ run: RunID, of host: Int) {
        guard var execution = hosts[host].executions[run], execution.death == nil else { return }
        if let end = execution.leaseEnd, end <= now {
            execution.death = .lost
        } else if let cancel = execution.cancel, cancel.killAt <= now, hosts[host].condition == .serving {
            execution.death = cancel.reason
        } else {
            return
        }
        hosts[host].executions[run] = execution
        trace?.add(now, "host \(host): the runner of run \(run.uuid.short) is dead (\(execution.death!))")
    }

    // MARK: The queue

    @discardableResult private mutating func beat(_ identity: HostID) -> Bool {
        let answer = table.beat(identity, lease: scenario.lease, runs: [], now: now)
        guard case .held = answer else { return false }
        ledger.beaten(identity, until: now + scenario.lease.duration)
        return true
    }

    mutating func insert() {
        guard ledger.inserted.count < scenario.mostJobs else { return }
        let id = JobID(identifiers.next())
        let type = scenario.types[choices.below(scenario.types.count)]
        let job = Job(id: id, type: type, payload: .emptyObject, companyID: nil, userID: nil)
        _ = table.insert(job, due: now)
        ledger.inserted(id, now: now)
        trace?.add(now, "the App inserts job \(id.uuid.short)")
        for index in hosts.indices where !choices.one(in: 4) { hosts[index].state.planner.wake() }
    }

    mutating func cancel() throws(Violation) {
        guard !ledger.inserted.isEmpty else { return }
        let job = ledger.inserted[choices.below(ledger.inserted.count)]
        let running = table.snapshot(of: job)?.runs.last
        let isDone = table.cancel(job) { RunID(identifiers.next()) }
        try ledger.cancelled(job, isDone, table.snapshot(of: job))
        guard isDone else { return }
        trace?.add(now, "job \(job.uuid.short) is cancelled")
        // The notification may be missed.
        guard let running, running.status == .inProgress, !choices.one(in: 3) else { return }
        for index in hosts.indices where hosts[index].condition == .serving {
            lose([running.id], of: index, as: .ended)
        }
    }

    /// The queue carries out a call.
    mutating func carryOut(_ index: Int) throws(Violation) {
        let call = calls[index]
        guard call.answer == nil, !isOutage, !hosts[call.host].isCutOff else { return }
        let answer: Call.Answer
        switch call.question {
        case .beat(let runs): answer = .beat(carryOutBeat(call, runs))
        case .claim(let request, let id, let recovered):
            answer = .claim(recovered + (try carryOutClaim(request, id, recovered, call.identity)))
        case .takeOver:
            try carryOutTakeOver()
            answer = .takeOver
        case .finish(let endings): answer = .finish(try finish(endings))
        }
        calls[index].answer = answer
        trace?.add(now, "the queue answers host \(call.host): \(answer)")
    }

    private mutating func carryOutBeat(_ call: Call, _ runs: [RunID]) -> BeatAnswer {
        let answer = table.beat(call.identity, lease: scenario.lease, runs: runs, now: now)
        switch answer {
        case .held: ledger.beaten(call.identity, until: now + scenario.lease.duration)
        case .lost:
            // The store enters the host anew, under another name.
            guard !call.isGivenUp, hosts[call.host].identity == call.identity else { return answer }
            let next = HostID(identifiers.next())
            beat(next)
            hosts[call.host].identity = next
            trace?.add(now, "host \(call.host) is now \(next.uuid.short)")
        }
        return answer
    }

    private mutating func carryOutClaim(
        _ request: ClaimRequest, _ id: UUID, _ recovered: [ClaimedRun], _ identity: HostID
    ) throws(Violation) -> [ClaimedRun] {
        var budget = ClaimBudget(request)
        for run in recovered { _ = budget.take(type: run.job.type) }
        guard !budget.isSpent else { return [] }
        let rest = ClaimRequest(groups: budget.groups, limit: budget.remaining)
        let runs = table.claim(rest, host: identity, now: now) { RunID(identifiers.next()) }
        for run in runs { try ledger.claimed(run, by: identity, table.snapshot(of: run.job.id), now: now) }
        opened[id] = runs
        return runs
    }

    private mutating func carryOutTakeOver() throws(Violation) {
        let haste = fault == .hastyTakeOver ? scenario.lease.duration / 2 : .zero
        let lost = table.takeOver(lease: scenario.lease, now: now + haste) { RunID(identifiers.next()) }
        for run in lost {
            try ledger.takenOver(run, table.snapshot(of: run.job), now: now)
            trace?.add(now, "run \(run.run.uuid.short) is taken over")
            let isAlive = hosts.contains { host in
                host.executions[run.run].map { host.condition != .dead && $0.death == nil } ?? false
            }
            try demand(!isAlive, "run \(run.run.uuid.short) is taken over and still works")
        }
    }

    mutating func finish(_ endings: [RunEnding]) throws(Violation) -> [EndingResult] {
        var results: [EndingResult] = []
        for ending in endings {
            let before = table.snapshot(of: ending.job)
            var written = ending
            if fault == .unfencedFinish, let newest = before?.runs.last, newest.status == .inProgress {
                written = RunEnding(run: newest.id, job: ending.job, verdict: ending.verdict)
            }
            let result = table.finish(written, now: now, date: Date(timeIntervalSince1970: 0)) {
                RunID(identifiers.next())
            }
            try ledger.finished(ending, result, before, table.snapshot(of: ending.job), now: now)
            results.append(result)
        }
        return results
    }
}
