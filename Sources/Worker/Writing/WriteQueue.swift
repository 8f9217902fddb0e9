import DequeModule
import JSONText
import JobQueue

/// Decides what is written when: endings at once when the writer is idle and together under load, progress at most
/// once an interval, both again after a pause when the queue could not be reached. Times are those of one
/// ``ElapsedTime``.
struct WriteQueue {
    enum Step: Equatable {
        /// Write these endings, the news of their runs before; with `allNews`, those of all runs.
        case write([RunEnding], allNews: Bool)
        case wait(atMost: Duration?)
        /// Nothing will be written any more; these endings were not.
        case stop(unwritten: [RunEnding])
    }

    /// What became of an ending.
    enum Settled: Equatable {
        case written(RunEnding)
        case stale(RunEnding)
        /// It will be written again as failed.
        case refused(RunEnding, RunError)
        /// Also the failed ending was refused. The run stays open.
        case abandoned(RunEnding, RunError)
    }

    /// Artifacts of one write together, unless a single ending has more.
    private static let batchBytes = 8 << 20

    private let maximumBatch: Int
    private let interval: Duration
    private let backoff: RetryPolicy
    private var waiting = Deque<RunEnding>()
    private var refused: Set<RunID> = []
    /// Halved by each failure down to one ending, doubled by each success: an ending that makes the whole batch fail
    /// ends up alone and does not keep others back.
    private var batch: Int
    private var nextNews = Duration.zero
    private var notBefore = Duration.zero
    private var failures = 0
    private var deadline: Duration?

    init(maximumBatch: Int, interval: Duration, backoff: RetryPolicy) {
        self.maximumBatch = max(maximumBatch, 1)
        self.batch = self.maximumBatch
        self.interval = interval
        self.backoff = backoff
    }

    mutating func append(_ ending: RunEnding) { waiting.append(ending) }

    /// No more endings will come, and nothing is written after the deadline.
    mutating func close(deadline: Duration) {
        self.deadline = deadline
        failures = 0
        notBefore = .zero
        nextNews = .zero
    }

    /// After `.write`, ``settle(_:_:)`` or ``failed(_:now:chance:)`` must follow for each of its endings.
    /// - Parameter hasNews: whether there is progress or a checkpoint to be written.
    mutating func next(now: Duration, hasNews: Bool) -> Step {
        if let deadline {
            if now >= deadline { return .stop(unwritten: Array(waiting)) }
            if waiting.isEmpty && !hasNews { return .stop(unwritten: []) }
        }
        if now < notBefore { return .wait(atMost: min(notBefore, deadline ?? notBefore) - now) }
        let allNews = hasNews && now >= nextNews
        if waiting.isEmpty && !allNews { return .wait(atMost: hasNews ? nextNews - now : nil) }
        if allNews { nextNews = now + interval }
        return .write(take(), allNews: allNews)
    }

    /// The answers of the store, in the order of the endings.
    mutating func settle(_ endings: [RunEnding], _ results: [EndingResult]) -> [Settled] {
        failures = 0
        batch = min(batch * 2, maximumBatch)
        return zip(endings, results).map { ending, result in
            switch result {
            case .written, .stale:
                refused.remove(ending.run)
                return result == .stale ? .stale(ending) : .written(ending)
            case .refused(let error):
                guard refused.insert(ending.run).inserted else {
                    refused.remove(ending.run)
                    return .abandoned(ending, error)
                }
                waiting.prepend(RunEnding(run: ending.run, job: ending.job, verdict: .failed(error)))
                return .refused(ending, error)
            }
        }
    }

    /// The store could not be reached; the endings are kept.
    /// - Parameter chance: a random number from 0 up to 1.
    mutating func failed(_ endings: [RunEnding], now: Duration, chance: Double) {
        failures += 1
        notBefore = now + backoff.delay(afterFailures: failures, chance: chance)
        if !endings.isEmpty { batch = max(endings.count / 2, 1) }
        waiting.append(contentsOf: endings)
    }

    private mutating func take() -> [RunEnding] {
        var endings: [RunEnding] = []
        var bytes = 0
        while endings.count < batch, let next = waiting.first {
            bytes += next.artifactBytes
            if !endings.isEmpty && bytes > Self.batchBytes { break }
            endings.append(waiting.removeFirst())
        }
        return endings
    }
}

extension RunEnding {
    var artifactBytes: Int {
        guard case .completed(let artifacts) = verdict else { return 0 }
        return artifacts.reduce(0) { $0 + $1.bytes.count }
    }
}
