import Foundation
import JobQueue
import ProcessorHost

@testable import JobQueue
@testable import Worker

extension World {
    /// Plays a history to its end: random steps, then peace, in which everything must come to an end.
    mutating func play() throws(Violation) {
        for _ in 0..<scenario.steps {
            try step()
            dropOldCalls()
        }
        try comeToRest()
    }

    private mutating func step() throws(Violation) {
        switch choices.below(64) {
        case 0...13: try pass(Self.pauses[choices.below(Self.pauses.count)])
        case 14...41: try hostStep(choices.below(hosts.count))
        case 42...50: if !calls.isEmpty { try moveCall(choices.below(calls.count)) }
        case 51...53: insert()
        case 54: try cancel()
        case 55...56: freeze(choices.below(hosts.count))
        case 57...58: cutOff(choices.below(hosts.count))
        case 59: if choices.one(in: 2) { kill(choices.below(hosts.count)) }
        case 60:
            let host = choices.below(hosts.count)
            if hosts[host].condition == .serving, choices.one(in: 2) { try stop(host, hurry: choices.one(in: 2)) }
        case 61: isOutage.toggle()
        case 62: if hosts.count(where: { $0.condition != .dead }) < 3 { addHost() }
        default:
            // Nobody gets a turn for so long.
            advance(by: choices.one(in: 3) ? scenario.lease.duration : scenario.lease.beatInterval)
        }
    }

    private static let pauses: [Duration] = [
        .milliseconds(1), .milliseconds(100), .milliseconds(500), .seconds(1), .seconds(2), .seconds(5), .seconds(11),
    ]

    /// Time passes, and hosts that can keep their leases mostly do.
    private mutating func pass(_ duration: Duration) throws(Violation) {
        let end = now + duration
        while now < end {
            advance(by: min(end - now, scenario.lease.beatInterval / 2))
            for host in hosts.indices where hosts[host].condition == .serving && !choices.one(in: 16) {
                try turn(0, of: host, isPrompt: true)
                try turn(5, of: host, isPrompt: true)
            }
        }
    }

    private mutating func cutOff(_ host: Int) {
        hosts[host].isCutOff.toggle()
        trace?.add(now, "host \(host) \(hosts[host].isCutOff ? "is cut off from" : "reaches") the queue")
    }

    private mutating func freeze(_ host: Int) {
        switch hosts[host].condition {
        case .serving: hosts[host].condition = .frozen
        case .frozen: hosts[host].condition = .serving
        case .dead: return
        }
        trace?.add(now, "host \(host) is \(hosts[host].condition)")
    }

    /// One of a host's tasks gets its turn; often the queue answers at once.
    private mutating func hostStep(_ host: Int) throws(Violation) {
        guard hosts[host].condition == .serving else { return }
        let task = Self.tasks[choices.below(Self.tasks.count)]
        // Runs take their time.
        if task == 3, !choices.one(in: 3) { return }
        try turn(task, of: host, isPrompt: !choices.one(in: 4))
    }

    /// How often each task gets its turn.
    private static let tasks = [0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 5, 6]

    private mutating func turn(_ task: Int, of host: Int, isPrompt: Bool) throws(Violation) {
        let before = calls.count
        try turn(task, of: host)
        guard isPrompt, calls.count > before else { return }
        try carryOut(calls.count - 1)
        if calls.last?.answer != nil { try deliver(calls.count - 1) }
    }

    private mutating func turn(_ task: Int, of host: Int) throws(Violation) {
        switch task {
        case 0: keepLease(host)
        case 1: try claim(host)
        case 2: try begin(host)
        case 3: try report(host)
        case 4: write(host)
        case 5: takeOver(host)
        default: try drain(host)
        }
    }

    // MARK: Peace

    private mutating func comeToRest() throws(Violation) {
        trace?.add(now, "peace")
        isOutage = false
        for host in hosts.indices where hosts[host].condition == .frozen {
            if choices.one(in: 2) { kill(host) } else { hosts[host].condition = .serving }
        }
        for host in hosts.indices { hosts[host].isCutOff = false }
        if !hosts.contains(where: { $0.condition == .serving && !$0.isStopping }) { addHost() }
        var rounds = 0
        while !isOver {
            rounds += 1
            try demand(rounds < 400, "no end after \(now)")
            try round()
            advance(by: .milliseconds(rounds < 20 ? 250 : 900))
        }
        try ledger.checkEnd { table.snapshot(of: $0) }
        for host in hosts.indices where hosts[host].condition == .serving { try checkRest(host) }
    }

    private mutating func round() throws(Violation) {
        for host in hosts.indices {
            for task in 0..<7 where hosts[host].condition == .serving { try turn(task, of: host) }
        }
        while let index = calls.indices.first(where: {
            hosts[calls[$0].host].condition == .serving && !calls[$0].isGivenUp
        }) {
            try carryOut(index)
            try deliver(index)
        }
        // What nobody waits for comes late, or never.
        while let call = calls.first {
            if call.answer == nil, choices.one(in: 2) { try carryOut(0) }
            calls.removeFirst()
        }
    }

    private var isOver: Bool {
        calls.isEmpty && table.waiting().isEmpty
            && ledger.inserted.allSatisfy { table.snapshot(of: $0)?.isFinished ?? true }
            && hosts.allSatisfy { host in
                host.condition == .dead
                    || !host.isStopping && host.state.flights.isEmpty && host.executions.isEmpty
                        && host.starting.isEmpty
                        && host.inFlight.isEmpty
            }
    }

    /// Nothing is left in a host that has nothing to do.
    private mutating func checkRest(_ host: Int) throws(Violation) {
        let name = "host \(host)"
        try demand(hosts[host].state.executing == 0, "\(name) counts \(hosts[host].state.executing) runs")
        try demand(
            hosts[host].state.writes.next(now: now + .seconds(3600), hasNews: false) == .wait(atMost: nil),
            "\(name) has something to write")
        try checkStatistics(host)
        let occupied = hosts[host].state.planner.occupied
        try demand(occupied == 0, "\(name) has \(occupied) slots that no run is in")
        hosts[host].state.planner.wake()
        guard case .claim(let request) = hosts[host].state.planner.next(now: now + .seconds(3600)) else {
            throw Violation("\(name) does not claim")
        }
        for processor in scenario.catalog.processors {
            let slots = request.groups.first { $0.types == processor.jobTypes }?.slots ?? 0
            try demand(
                slots >= processor.concurrency, "\(name) asks for \(slots) runs of \(processor.name), which has none")
        }
    }

    /// Every run that was claimed is counted once more, by how it ended.
    func checkStatistics(_ host: Int) throws(Violation) {
        let done = hosts[host].state.statistics
        let ended = done.completed + done.failed + done.retried + done.released + done.cancelled + done.stale
        let open = hosts[host].state.flights.count
        try demand(
            done.claimed == ended + open, "host \(host) has claimed \(done.claimed), ended \(ended), open \(open)")
    }
}
