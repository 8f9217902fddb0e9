import JSONText
import JobQueue
import Synchronization

/// A store that fails on demand and keeps a list of what was asked of it.
final class FaultyStore: JobStore {
    enum Call: Hashable, CaseIterable {
        case open, beat, takeOver, claim, report, save, finish, newestResult, census
    }

    /// What was done, in order.
    enum Deed: Hashable {
        case progress(RunID, JSONText)
        case checkpoint(RunID, [UInt8])
        case ending(RunID)
    }

    struct Unreachable: Error, CustomStringConvertible {
        let description = "cannot connect to postgresql://app:s3cr@t@db.example/jobs, password=s3cret"
    }

    private struct State {
        var broken: Set<Call> = []
        var calls: [Call: Int] = [:]
        var deeds: [Deed] = []
        var refusals: [JobID: Int] = [:]
        var batches: [Int] = []
        var isMute = false
        var held: [CheckedContinuation<Void, Never>]?
        var isClosed = false
        var isStuck = false
        var beatAnswers: [BeatAnswer] = []
        var lostRuns: [LostRun] = []
        var heldBeats = false
        var spooledGate = false
        var offer: Offer?
    }

    private let base: InMemoryJobStore
    private let state = Mutex(State())

    init(_ base: InMemoryJobStore) {
        self.base = base
    }

    func fail(_ calls: Set<Call>) { state.withLock { $0.broken = calls } }
    /// No wake-ups from the start, as with a pooler.
    func mute() { state.withLock { $0.isMute = true } }
    /// Refuses the endings of a job so many times.
    func refuse(_ job: JobID, times: Int) { state.withLock { $0.refusals[job] = times } }
    /// Makes `claim` wait until ``releaseClaims()``, after it has taken its runs.
    func holdClaims() { state.withLock { $0.held = [] } }

    /// Makes `claim` take nothing and wait until its task is cancelled.
    func sticks() { state.withLock { $0.isStuck = true } }

    func releaseClaims() {
        for claim in state.withLock({ $0.held.take() }) ?? [] { claim.resume() }
    }

    /// What the next beats are answered, whatever the truth.
    func answerBeats(_ answers: [BeatAnswer]) { state.withLock { $0.beatAnswers = answers } }
    /// What the next take-over ends.
    func lose(_ runs: [LostRun]) { state.withLock { $0.lostRuns = runs } }
    /// Makes beats wait until their task is cancelled.
    func holdBeats(_ held: Bool = true) { state.withLock { $0.heldBeats = held } }

    /// Makes endings with artifacts in files wait, until that is over or their task is cancelled.
    func holdSpooled(_ held: Bool = true) { state.withLock { $0.spooledGate = held } }

    func calls(_ call: Call) -> Int { state.withLock { $0.calls[call, default: 0] } }
    var deeds: [Deed] { state.withLock { $0.deeds } }
    /// The sizes of the batches of endings that were written.
    var batches: [Int] { state.withLock { $0.batches } }
    /// What the last beat said is served.
    var offer: Offer? { state.withLock { $0.offer } }
    var isClosed: Bool { state.withLock { $0.isClosed } }
    var heldClaims: Int { state.withLock { $0.held?.count ?? 0 } }

    private func enter(_ call: Call) throws {
        try state.withLock { state in
            state.calls[call, default: 0] += 1
            if state.broken.contains(call) { throw Unreachable() }
        }
    }

    // MARK: JobStore

    func open() async throws -> [String] {
        try enter(.open)
        return try await base.open()
    }

    var lease: LeasePolicy { base.lease }

    func beat(runs: [RunID], offer: Offer) async throws -> BeatAnswer {
        try enter(.beat)
        state.withLock { $0.offer = offer }
        if state.withLock({ $0.heldBeats }) { try await Task.sleep(for: .seconds(3600)) }
        let answer = state.withLock { $0.beatAnswers.isEmpty ? nil : $0.beatAnswers.removeFirst() }
        if let answer { return answer }
        return try await base.beat(runs: runs, offer: offer)
    }

    func takeOver() async throws -> [LostRun] {
        try enter(.takeOver)
        return state.withLock { state in
            defer { state.lostRuns = [] }
            return state.lostRuns
        }
    }

    func onCancellation(_ react: @escaping @Sendable (RunID) -> Void) { base.onCancellation(react) }

    func claim(_ request: ClaimRequest) async throws -> [ClaimedRun] {
        try enter(.claim)
        if state.withLock({ $0.isStuck }) { try await Task.sleep(for: .seconds(3600)) }
        let runs = try await base.claim(request)
        await withCheckedContinuation { continuation in
            let isHeld = state.withLock { state in
                if state.held == nil || runs.isEmpty { return false }
                state.held?.append(continuation)
                return true
            }
            if !isHeld { continuation.resume() }
        }
        return runs
    }

    func report(progress: [RunID: JSONText]) async throws -> Set<RunID> {
        try enter(.report)
        state.withLock { state in
            for (run, progress) in progress { state.deeds.append(.progress(run, progress)) }
        }
        return try await base.report(progress: progress)
    }

    func save(checkpoints: [RunID: [UInt8]]) async throws {
        try enter(.save)
        state.withLock { state in
            for (run, bytes) in checkpoints { state.deeds.append(.checkpoint(run, bytes)) }
        }
        try await base.save(checkpoints: checkpoints)
    }

    func finish(_ endings: [RunEnding]) async throws -> [EndingResult] {
        try enter(.finish)
        while endings.contains(where: \.isSpooled), state.withLock({ $0.spooledGate }) {
            try await Task.sleep(for: .milliseconds(1))
        }
        var results: [EndingResult] = []
        for ending in endings {
            let isRefused = state.withLock { state in
                guard let times = state.refusals[ending.job], times > 0 else { return false }
                state.refusals[ending.job] = times - 1
                return true
            }
            if isRefused {
                results.append(.refused(RunError(code: "artifact.refused", message: "the database refuses it")))
            } else {
                state.withLock { $0.deeds.append(.ending(ending.run)) }
                results += try await base.finish([ending])
            }
        }
        state.withLock { $0.batches.append(endings.count) }
        return results
    }

    func newestResult(_ query: EarlierQuery) async throws -> EarlierFinding {
        try enter(.newestResult)
        return try await base.newestResult(query)
    }

    func onWakeUp(_ react: @escaping @Sendable () -> Void) {
        if !state.withLock({ $0.isMute }) { base.onWakeUp(react) }
    }

    func census() async throws -> [String: Int] {
        try enter(.census)
        return try await base.census()
    }

    func close() async {
        state.withLock { $0.isClosed = true }
        await base.close()
    }
}
