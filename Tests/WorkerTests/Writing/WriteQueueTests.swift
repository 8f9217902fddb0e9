import Foundation
import JSONText
import JobQueue
import Spool
import Testing

@testable import Worker

@Suite struct WriteQueueTests {
    private var queue = WriteQueue(
        maximumBatch: 4, interval: .milliseconds(250),
        backoff: RetryPolicy(baseDelay: .seconds(1), factor: 2, maximumDelay: .seconds(8), jitter: 0))

    private func ending(_ verdict: Verdict = .completed([])) -> RunEnding {
        RunEnding(run: RunID(UUID()), job: JobID(UUID()), verdict: verdict)
    }

    @Test mutating func `Endings are written at once, and together when they have gathered`() {
        #expect(queue.next(now: .zero, hasNews: false) == .wait(atMost: nil))
        let endings = (0..<6).map { _ in ending() }
        queue.append(endings[0])
        #expect(queue.next(now: .zero, hasNews: false) == .write([endings[0]], allNews: false))
        for ending in endings[1...] { queue.append(ending) }
        #expect(queue.next(now: .zero, hasNews: false) == .write(Array(endings[1...4]), allNews: false))
        #expect(queue.next(now: .zero, hasNews: false) == .write([endings[5]], allNews: false))
    }

    @Test mutating func `News are written at once, then once an interval; endings do not wait for them`() {
        #expect(queue.next(now: .seconds(1), hasNews: true) == .write([], allNews: true))
        #expect(queue.next(now: .milliseconds(1100), hasNews: true) == .wait(atMost: .milliseconds(150)))
        let ending = ending()
        queue.append(ending)
        #expect(queue.next(now: .milliseconds(1100), hasNews: true) == .write([ending], allNews: false))
        #expect(queue.next(now: .milliseconds(1250), hasNews: true) == .write([], allNews: true))
    }

    @Test mutating func `Large artifacts are not gathered into one write`() {
        let large = JSONText(trusted: [UInt8](repeating: UInt8(ascii: "1"), count: 5 << 20))
        let endings = (0..<3).map { _ in ending(.completed([Artifact(type: "result", data: large)])) }
        for ending in endings { queue.append(ending) }
        #expect(queue.next(now: .zero, hasNews: false) == .write([endings[0]], allNews: false))
    }

    @Test mutating func `Failed endings are kept and written after a growing pause, fewer at a time`() {
        var endings = (0..<4).map { _ in ending() }
        for ending in endings { queue.append(ending) }
        var now = Duration.zero
        for (count, pause) in [(4, 1), (2, 2), (1, 4), (1, 8), (1, 8)] {
            let batch = Array(endings.prefix(count))
            #expect(queue.next(now: now, hasNews: false) == .write(batch, allNews: false))
            queue.failed(batch, now: now, chance: 0)
            endings = endings.dropFirst(count) + batch
            #expect(queue.next(now: now, hasNews: true) == .wait(atMost: .seconds(pause)))
            now += .seconds(pause)
        }
        var written: Set<RunID> = []
        while case .write(let batch, _) = queue.next(now: now, hasNews: false) {
            _ = queue.settle(batch, batch.map { _ in .written })
            written.formUnion(batch.map(\.run))
        }
        #expect(written == Set(endings.map(\.run)))
    }

    @Test mutating func `One ending that makes every write fail does not keep the others back`() {
        let endings = (0..<20).map { _ in ending() }
        let poison = endings[7].run
        for ending in endings { queue.append(ending) }
        var written: Set<RunID> = []
        var now = Duration.zero
        for _ in 0..<60 {
            guard case .write(let batch, _) = queue.next(now: now, hasNews: false) else {
                now += .seconds(8)
                continue
            }
            if batch.contains(where: { $0.run == poison }) {
                queue.failed(batch, now: now, chance: 0)
            } else {
                written.formUnion(batch.map(\.run))
                _ = queue.settle(batch, batch.map { _ in .written })
            }
        }
        #expect(written == Set(endings.map(\.run)).subtracting([poison]))
    }

    private func spooled() throws -> RunEnding {
        let file = try Spool(folder: NSTemporaryDirectory(), limit: 1).makeFile()
        return ending(.completed([Artifact(type: "result", contentType: Artifact.json, content: .file(file))]))
    }

    @Test mutating func `Results in files are written two at a time, and the others do not wait for them`() throws {
        let large = [try spooled(), try spooled(), try spooled()]
        for ending in large { queue.append(ending) }
        #expect(queue.next(now: .zero, hasNews: false) == .write([large[0], large[1]], allNews: false))
        #expect(queue.next(now: .zero, hasNews: false) == .wait(atMost: nil))
        let small = ending()
        queue.append(small)
        #expect(queue.next(now: .zero, hasNews: false) == .write([small], allNews: false))
        _ = queue.settle([large[1]], [.written])
        #expect(queue.next(now: .zero, hasNews: false) == .write([large[2]], allNews: false))
    }

    @Test mutating func `A result in a file that fails holds up others of its kind for a while, and nothing else`()
        throws
    {
        let large = [try spooled(), try spooled()]
        for ending in large { queue.append(ending) }
        _ = queue.next(now: .zero, hasNews: false)
        queue.streamFailed(large[0], now: .zero, chance: 0)
        #expect(queue.next(now: .zero, hasNews: false) == .wait(atMost: .seconds(1)))
        let small = ending()
        queue.append(small)
        #expect(queue.next(now: .zero, hasNews: true) == .write([small], allNews: true))
        #expect(queue.next(now: .seconds(1), hasNews: false) == .write([large[0]], allNews: false))
        // One that was refused is written as failed, like any other.
        let error = RunError(code: "c", message: "m")
        #expect(queue.settle([large[0]], [.refused(error)]) == [.refused(large[0], error)])
        let failed = RunEnding(run: large[0].run, job: large[0].job, verdict: .failed(error))
        #expect(queue.next(now: .seconds(1), hasNews: false) == .write([failed], allNews: false))
    }

    @Test mutating func `A closed queue waits for results on their way, until the deadline`() throws {
        let large = try spooled()
        queue.append(large)
        _ = queue.next(now: .zero, hasNews: false)
        queue.close(deadline: .seconds(20))
        #expect(queue.next(now: .seconds(1), hasNews: false) == .wait(atMost: .seconds(19)))
        #expect(queue.next(now: .seconds(20), hasNews: false) == .stop(unwritten: [large]))
        _ = queue.settle([large], [.written])
        #expect(queue.next(now: .seconds(1), hasNews: false) == .stop(unwritten: []))
    }

    @Test mutating func `A refused ending is written as failed; refused again, it is given up`() {
        let error = RunError(code: "c", message: "m")
        let first = ending(.completed([Artifact(type: "result", data: .emptyObject)]))
        queue.append(first)
        _ = queue.next(now: .zero, hasNews: false)
        #expect(queue.settle([first], [.refused(error)]) == [.refused(first, error)])
        let second = RunEnding(run: first.run, job: first.job, verdict: .failed(error))
        #expect(queue.next(now: .zero, hasNews: false) == .write([second], allNews: false))
        #expect(queue.settle([second], [.refused(error)]) == [.abandoned(second, error)])
        #expect(queue.next(now: .zero, hasNews: false) == .wait(atMost: nil))
    }

    @Test mutating func `Each ending has its own answer`() {
        let (a, b) = (ending(), ending())
        #expect(queue.settle([a, b], [.stale, .written]) == [.stale(a), .written(b)])
    }

    @Test mutating func `A closed queue stops when all is written`() {
        let last = ending()
        queue.append(last)
        queue.close(deadline: .seconds(20))
        #expect(queue.next(now: .zero, hasNews: false) == .write([last], allNews: false))
        _ = queue.settle([last], [.written])
        #expect(queue.next(now: .zero, hasNews: false) == .stop(unwritten: []))
    }

    @Test mutating func `Word that the store can be reached ends the pause`() {
        let last = ending()
        queue.append(last)
        _ = queue.next(now: .zero, hasNews: false)
        queue.failed([last], now: .zero, chance: 0)
        #expect(queue.next(now: .zero, hasNews: false) == .wait(atMost: .seconds(1)))
        queue.endPause()
        #expect(queue.next(now: .zero, hasNews: false) == .write([last], allNews: false))
    }

    @Test mutating func `Closing cuts a long pause short, and nothing is written after the deadline`() {
        let last = ending()
        queue.append(last)
        for _ in 0..<6 { queue.failed([], now: .zero, chance: 0) }
        #expect(queue.next(now: .zero, hasNews: false) == .wait(atMost: .seconds(8)))
        queue.close(deadline: .milliseconds(1500))
        for second in [0, 1] {
            #expect(queue.next(now: .seconds(second), hasNews: false) == .write([last], allNews: false))
            queue.failed([last], now: .seconds(second), chance: 0)
        }
        #expect(queue.next(now: .milliseconds(1100), hasNews: false) == .wait(atMost: .milliseconds(400)))
        #expect(queue.next(now: .milliseconds(1500), hasNews: true) == .stop(unwritten: [last]))
    }
}
