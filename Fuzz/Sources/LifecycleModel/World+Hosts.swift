import Foundation
import JSONText
import JobQueue
import ProcessorHost
import RunnerProtocol

@testable import JobQueue
@testable import PostgresJobStore
@testable import Worker

/// What a worker does with the decisions of its state, as `Worker` does it.
extension World {
    // MARK: The lease

    mutating func keepLease(_ host: Int) {
        switch hosts[host].state.lease.next(now: now) {
        case .beat: send(.beat(hosts[host].executingRuns), from: host)
        case .stopRuns:
            trace?.add(now, "host \(host) stops its runs")
            lose(hosts[host].executingRuns, of: host, as: .leaseLost)
        case .wait: break
        }
    }

    mutating func hearBeat(_ answer: BeatAnswer, of call: Call) {
        let host = call.host
        hosts[host].inFlight.remove(.beat)
        let reaction = hosts[host].state.answered(answer, sentAt: call.sentAt, now: now)
        if let allowance = reaction.allowance {
            hosts[host].leaseEnd = call.sentAt + allowance
            let told = timer(call.sentAt + allowance)
            for run in hosts[host].executions.keys { hosts[host].executions[run]?.leaseEnd = told }
        }
        lose(reaction.lost.sorted { $0.uuid.short < $1.uuid.short }, of: host, as: reaction.loss)
        if reaction.mayTakeOver { hosts[host].owesTakeOver = true }
    }

    /// Runs are not this host's any more: their runners are told, as far as they have begun.
    mutating func lose(_ runs: [RunID], of host: Int, as loss: WorkerState.Loss) {
        if fault == .lease, loss == .leaseLost { return }
        for (run, isFirst) in hosts[host].state.lost(runs, as: loss) where isFirst || fault != .deafBeginning {
            trace?.add(now, "host \(host): run \(run.uuid.short) is lost (\(loss))")
            tell(run, of: host, loss.reason)
        }
    }

    /// The executor stops a run, if it has begun: one that has lost its job at once.
    func killTime(_ reason: CancelReason) -> Duration { reason == .lost ? now : now + Scenario.askGrace }

    mutating func tell(_ run: RunID, of host: Int, _ reason: CancelReason) {
        guard let execution = hosts[host].executions[run], execution.death == nil else { return }
        let killAt = min(execution.cancel?.killAt ?? killTime(reason), killTime(reason))
        hosts[host].executions[run]?.cancel = (reason, killAt)
        if killAt <= now { hosts[host].executions[run]?.death = reason }
    }

    // MARK: Claims

    mutating func claim(_ host: Int) throws(Violation) {
        guard !hosts[host].inFlight.contains(.claim) else { return }
        guard case .claim(let request) = hosts[host].state.nextClaimStep(now: now) else { return }
        let recovered = try recoverLostClaims(host, request)
        send(.claim(request, id: identifiers.next(), recovered: recovered), from: host)
    }

    private mutating func recoverLostClaims(_ host: Int, _ request: ClaimRequest) throws(Violation) -> [ClaimedRun] {
        guard !isOutage, !hosts[host].isCutOff, !hosts[host].lostClaims.pending.isEmpty else { return [] }
        var budget = ClaimBudget(request)
        var (kept, surplus): ([ClaimedRun], [ClaimedRun]) = ([], [])
        for run in hosts[host].lostClaims.unknown(foundRuns(of: hosts[host].lostClaims.pending)) {
            if budget.take(type: run.job.type) { kept.append(run) } else { surplus.append(run) }
        }
        hosts[host].lostClaims.handOut(kept)
        try giveBack(surplus)
        hosts[host].lostClaims.settle(lookedAt: instant)
        return kept
    }

    private func foundRuns(of claims: [UUID]) -> [ClaimedRun] {
        claims.flatMap { opened[$0] ?? [] }.filter { run in
            guard let last = table.snapshot(of: run.job.id)?.runs.last else { return false }
            return last.id == run.id && last.status == .inProgress
        }
    }

    private mutating func giveBack(_ runs: [ClaimedRun]) throws(Violation) {
        let error = RunError(code: "claim_lost", message: "")
        _ = try finish(runs.map { RunEnding(run: $0.id, job: $0.job.id, verdict: .release(error, after: .zero)) })
    }

    mutating func takeUp(_ runs: [ClaimedRun], of call: Call) throws(Violation) {
        let host = call.host
        let sentAt = fault == .claimOfLostLease ? now : call.sentAt
        for taken in hosts[host].state.takeUp(runs, board: board, sentAt: sentAt, now: now) {
            let run = taken.run
            guard taken.flight != nil else { throw Violation("a job of a type that is not served was claimed") }
            trace?.add(
                now, "host \(host) takes up run \(run.id.uuid.short), obstacle: \(taken.obstacle?.code ?? "none")")
            if let obstacle = taken.obstacle {
                try conclude(run, of: host, .interrupted(obstacle), .interrupted)
            } else {
                hosts[host].starting.append(run)
            }
        }
    }

    // MARK: Runs

    /// The executor gets a run. Its runner knows the lease as it is now.
    mutating func begin(_ host: Int) throws(Violation) {
        guard !hosts[host].starting.isEmpty else { return }
        let run = hosts[host].starting.remove(at: choices.below(hosts[host].starting.count))
        if fault != .deafBeginning, let loss = hosts[host].state.loss(of: run.id) {
            return try conclude(run, of: host, .interrupted(loss.error), .interrupted)
        }
        var execution = Host.Execution(run: run)
        execution.leaseEnd = timer(hosts[host].leaseEnd)
        if let end = execution.leaseEnd, end <= now { execution.death = .lost }
        hosts[host].executions[run.id] = execution
        trace?.add(
            now, "host \(host) begins run \(run.id.uuid.short), runner until \(execution.leaseEnd, default: "ever")")
        guard execution.death == nil else { return }
        try ledger.begun(run.id)
        let others = hosts.enumerated().flatMap { index, host in
            host.condition == .dead
                ? []
                : host.executions.values.filter {
                    $0.run.job.id == run.job.id && $0.death == nil && $0.run.id != run.id
                }
        }
        try demand(
            others.isEmpty, "runs \(run.id.uuid.short) and \(others.map(\.run.id.uuid.short)) of a job work at one time"
        )
    }

    private func timer(_ end: Duration?) -> Duration? { fault == .lease || fault == .noRunnerTimer ? nil : end }

    /// A runner comes to an end, and its executor reports.
    mutating func report(_ host: Int) throws(Violation) {
        let runs = hosts[host].executions.keys.sorted { $0.uuid.short < $1.uuid.short }
        guard !runs.isEmpty else { return }
        let run = runs[choices.below(runs.count)]
        guard let execution = hosts[host].executions.removeValue(forKey: run) else { return }
        let (ending, cause) = ending(of: execution)
        let loss = hosts[host].state.loss(of: run)
        trace?.add(now, "host \(host): run \(run.uuid.short) reports \(cause)")
        let isLost = if case .cancelled = ending { loss != nil } else { false }
        // Runs that are short are claimed ahead.
        let elapsed = [Duration.seconds(60), .milliseconds(20), .microseconds(10)][choices.below(3)]
        try conclude(
            execution.run, of: host, RunEnd(RunReport(ending), loss: loss), isLost ? .interrupted : cause,
            elapsed: elapsed)
    }

    private mutating func ending(of execution: Host.Execution) -> (RunReport.Ending, Ledger.Cause) {
        let failure = RunFailure(code: "c", message: "run \(execution.run.id.uuid.short)")
        let stopped: (CancelReason) -> (RunReport.Ending, Ledger.Cause) = { reason in
            (
                .cancelled(reason, failure),
                reason == .user ? .cancelledByUser : reason == .timeout ? .failed : .interrupted
            )
        }
        if let death = execution.death { return stopped(death) }
        // One that was told to stop may end by itself all the same.
        if let cancel = execution.cancel, !choices.one(in: 3) { return stopped(cancel.reason) }
        switch choices.below(8) {
        case 0...3:
            let artifact = RunArtifact(type: "result", data: JSONText(trusted: Array("\(execution.run.id)".utf8)))
            return (.completed([artifact]), .completed)
        case 4: return (.failed(failure, after: choices.one(in: 2) ? .seconds(1) : nil), .failed)
        case 5: return (.failedForGood(failure), .failedForGood)
        case 6: return (.snoozed(failure, after: nil), .snoozed)
        default: return stopped(.timeout)
        }
    }

    private mutating func conclude(
        _ run: ClaimedRun, of host: Int, _ end: RunEnd, _ cause: Ledger.Cause, elapsed: Duration? = nil
    ) throws(Violation) {
        guard hosts[host].state.flights[run.id]?.isExecuting == true else { return }
        var verdict = scenario.configuration.lifecycle.verdict(
            on: end, chargedAttempts: run.chargedAttempts, maxAttempts: scenario.maxAttempts, chance: 0)
        if fault == .chargedInterruption, case .release(let error, let delay) = verdict {
            verdict = .retry(error, after: delay)
        }
        try ledger.concluded(run, cause, verdict)
        let isTaken = hosts[host].state.conclude(
            RunEnding(run: run.id, job: run.job.id, verdict: verdict), elapsed: elapsed)
        try demand(isTaken, "the ending of run \(run.id.uuid.short) is not taken")
    }

    mutating func write(_ host: Int) {
        guard !hosts[host].inFlight.contains(.finish) else { return }
        switch hosts[host].state.writes.next(now: now, hasNews: false) {
        case .write(let endings, _): send(.finish(endings), from: host)
        case .wait: break
        case .stop: hosts[host].isDrained = true
        }
    }

    mutating func takeOver(_ host: Int) {
        guard hosts[host].owesTakeOver, !hosts[host].inFlight.contains(.takeOver) else { return }
        hosts[host].owesTakeOver = false
        send(.takeOver, from: host)
    }

    // MARK: The end of a host

    mutating func stop(_ host: Int, hurry: Bool) throws(Violation) {
        trace?.add(now, "host \(host) is asked to stop")
        hosts[host].state.stop(now: now, hurry: hurry)
        try abandonClaim(of: host)
    }

    mutating func drain(_ host: Int) throws(Violation) {
        guard hosts[host].isStopping else { return }
        switch hosts[host].state.nextDrainStep(now: now) {
        case .wait: break
        case .cancelRuns: for run in hosts[host].executingRuns { tell(run, of: host, .shutdown) }
        case .abandonRuns:
            // Runners die with their host at the latest; a run that never began is simply given back.
            for run in hosts[host].executingRuns {
                hosts[host].executions[run] = nil
                hosts[host].starting.removeAll { $0.id == run }
                guard let flight = hosts[host].state.flights[run] else { continue }
                try conclude(flight.run, of: host, .interrupted(.hostStopping), .interrupted)
            }
        case .done:
            if !hosts[host].isClosing {
                hosts[host].isClosing = true
                hosts[host].state.writes.close(deadline: now + scenario.configuration.closingGrace)
            }
            if hosts[host].isDrained { try leave(host) }
        }
    }

    private mutating func leave(_ host: Int) throws(Violation) {
        if !isOutage, !hosts[host].isCutOff {
            try giveBack(hosts[host].lostClaims.unknown(foundRuns(of: hosts[host].lostClaims.pending)))
            table.leave(hosts[host].identity)
            ledger.left(hosts[host].identity)
        }
        trace?.add(now, "host \(host) has stopped")
        try checkStatistics(host)
        kill(host)
    }

    /// The process is gone, and its runners with it.
    mutating func kill(_ host: Int) {
        trace?.add(now, "host \(host) is gone")
        hosts[host].condition = .dead
        hosts[host].executions = [:]
        hosts[host].starting = []
    }
}
