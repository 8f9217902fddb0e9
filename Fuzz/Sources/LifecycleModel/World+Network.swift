import Foundation
import JobQueue
import ProcessorHost
import RunnerProtocol

@testable import JobQueue
@testable import PostgresJobStore
@testable import Worker

/// Calls on their way.
extension World {
    mutating func send(_ question: Call.Question, from host: Int) {
        let call = Call(host: host, sentAt: now, question: question, identity: hosts[host].identity)
        hosts[host].inFlight.insert(call.kind)
        calls.append(call)
        trace?.add(now, "host \(host) asks: \(question)")
    }

    /// Something happens to a call: mostly that it comes through.
    mutating func moveCall(_ index: Int) throws(Violation) {
        let isWaiting = hosts[calls[index].host].condition != .serving || hosts[calls[index].host].isCutOff
        switch choices.below(10) {
        case 0...3:
            try carryOut(index)
            if calls[index].answer != nil, !isWaiting { try deliver(index) }
        case 4...5: try carryOut(index)
        case 6...7: if calls[index].answer != nil, !isWaiting { try deliver(index) }
        case 8:
            // Question or answer are lost, and the host is told.
            guard hosts[calls[index].host].condition == .serving else { return }
            calls[index].answer = .failed
            try deliver(index)
        default:
            // The host waits no longer; the server may still be at work.
            guard calls[index].answer == nil, !calls[index].isGivenUp, hosts[calls[index].host].condition == .serving
            else { return }
            try fail(calls[index])
            calls[index].isGivenUp = true
        }
    }

    /// The server works on nothing for longer than its time limit.
    mutating func dropOldCalls() {
        calls.removeAll { call in
            let isOrphan = call.isGivenUp || hosts[call.host].condition == .dead
            return isOrphan && (call.answer != nil || now - call.sentAt > .seconds(30))
        }
    }

    /// A host hears the answer.
    mutating func deliver(_ index: Int) throws(Violation) {
        let call = calls.remove(at: index)
        guard !call.isGivenUp else { return }
        let host = call.host
        trace?.add(now, "host \(host) hears of its \(call.kind)")
        switch call.answer {
        case .beat(let answer): hearBeat(answer, of: call)
        case .claim(let runs):
            hosts[host].inFlight.remove(.claim)
            try takeUp(runs, of: call)
        case .takeOver: hosts[host].inFlight.remove(.takeOver)
        case .finish(let results):
            hosts[host].inFlight.remove(.finish)
            if case .finish(let endings) = call.question { settle(endings, results, of: host) }
        case .failed, nil: try fail(call)
        }
    }

    /// A host hears that a call has failed.
    private mutating func fail(_ call: Call) throws(Violation) {
        let host = call.host
        hosts[host].inFlight.remove(call.kind)
        trace?.add(now, "host \(host): its \(call.kind) has failed")
        switch call.question {
        case .beat: hosts[host].state.lease.failed(now: now)
        case .claim(_, let id, let recovered):
            if fault != .forgottenClaim { hosts[host].lostClaims.add(id, now: instant) }
            if recovered.isEmpty {
                hosts[host].state.planner.claimFailed(now: now, chance: 0)
            } else {
                try takeUp(recovered, of: call)
            }
        case .takeOver: break
        case .finish(let endings): hosts[host].state.writes.failed(endings, now: now, chance: 0)
        }
    }

    /// A stop cancels the claim in flight.
    mutating func abandonClaim(of host: Int) throws(Violation) {
        guard let index = calls.firstIndex(where: { $0.host == host && $0.kind == .claim && !$0.isGivenUp }) else {
            return
        }
        try fail(calls[index])
        calls[index].isGivenUp = true
    }

    var instant: ContinuousClock.Instant { Self.epoch + now }
    private static let epoch = ContinuousClock.now

    private mutating func settle(_ endings: [RunEnding], _ results: [EndingResult], of host: Int) {
        if fault == .leakedFlight, results.contains(.stale) { return }
        _ = hosts[host].state.settle(endings, results, now: now)
    }
}
