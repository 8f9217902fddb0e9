import DequeModule
import JSONText
import JobQueue
import Spool

/// Decides what is written when: endings at once when the writer is idle and together under load, progress at most
/// once an interval, both again after a pause when the queue could not be reached. Times are those of one
/// ``ElapsedTime``.
struct WriteQueue {
    enum Step: Equatable {
        /// Write these endings, the news of their runs before; with `allNews`, those of all runs. Spooled ones take long:
        /// each is to be written beside everything else.
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

    /// So many spooled endings are written at once.
    static let maximumStreams = 2

    private let maximumBatch: Int
    private let interval: Duration
    private let backoff: RetryPolicy
    private var waiting = Deque<RunEnding>()
    private var waitingSpooled = Deque<RunEnding>()
    /// The spooled endings that are being written.
    private var streams: [RunID: RunEnding] = [:]
    private var streamFailures = 0
    private var noStreamBefore = Duration.zero
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

    mutating func append(_ ending: RunEnding) {
        if ending.isSpooled { waitingSpooled.append(ending) } else { waiting.append(ending) }
    }

    /// No more endings will come, and nothing is written after the deadline.
    mutating func close(deadline: Duration) {
        self.deadline = deadline
        failures = 0
        notBefore = .zero
        noStreamBefore = .zero
        nextNews = .zero
    }

    /// After `.write`, ``settle(_:_:)`` or ``failed(_:now:chance:)`` must follow for each of its endings, and for the spooled
    /// ones ``settle(_:_:)`` or ``streamFailed(_:now:chance:)``.
    /// - Parameter hasNews: whether there is progress or a checkpoint to be written.
    mutating func next(now: Duration, hasNews: Bool) -> Step {
        if let deadline {
            if now >= deadline { return .stop(unwritten: Array(waiting) + waitingSpooled + streams.values) }
            if waiting.isEmpty && waitingSpooled.isEmpty && streams.isEmpty && !hasNews { return .stop(unwritten: []) }
        }
        if now < notBefore { return .wait(atMost: min(notBefore, deadline ?? notBefore) - now) }
        let allNews = hasNews && now >= nextNews
        let canStream = !waitingSpooled.isEmpty && streams.count < Self.maximumStreams
        if waiting.isEmpty && !allNews && !(canStream && now >= noStreamBefore) {
            let times = [hasNews ? nextNews : nil, canStream ? noStreamBefore : nil, deadline].compactMap(\.self)
            return .wait(atMost: times.min().map { $0 - now })
        }
        if allNews { nextNews = now + interval }
        return .write(take() + (now >= noStreamBefore ? takeSpooled() : []), allNews: allNews)
    }

    /// The answers of the store, in the order of the endings.
    mutating func settle(_ endings: [RunEnding], _ results: [EndingResult]) -> [Settled] {
        failures = 0
        batch = min(batch * 2, maximumBatch)
        return zip(endings, results).map { ending, result in
            if streams.removeValue(forKey: ending.run) != nil { streamFailures = 0 }
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

    /// A spooled ending could not be written. The others do not wait for it.
    mutating func streamFailed(_ ending: RunEnding, now: Duration, chance: Double) {
        streams[ending.run] = nil
        streamFailures += 1
        noStreamBefore = now + backoff.delay(afterFailures: streamFailures, chance: chance)
        waitingSpooled.append(ending)
    }

    private mutating func takeSpooled() -> [RunEnding] {
        var endings: [RunEnding] = []
        while streams.count < Self.maximumStreams, let next = waitingSpooled.popFirst() {
            streams[next.run] = next
            endings.append(next)
        }
        return endings
    }

    /// The store can be reached again, as something else has found out: the pause after a failure is over.
    mutating func endPause() { notBefore = .zero }

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
        return artifacts.reduce(0) { $0 + Int(clamping: $1.content.size) }
    }
}
