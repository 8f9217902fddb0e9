import Foundation
import JSONText
import JobQueue
import Synchronization
import Testing

@testable import Worker

@Suite struct ProgressBoardTests {
    private let rings = Counter()
    private let board: ProgressBoard
    private let a = RunID(UUID())
    private let b = RunID(UUID())

    private final class Counter: Sendable {
        private let value = Mutex(0)
        func add() { value.withLock { $0 += 1 } }
        var count: Int { value.withLock { $0 } }
    }

    init() {
        let rings = rings
        board = ProgressBoard(onNews: { rings.add() })
    }

    private func json(_ number: Int) -> JSONText { JSONText(trusted: Array("\(number)".utf8)) }

    @Test func `Only the newest is kept, and news are announced once until they are taken`() {
        for number in 0..<10 {
            board.report(json(number), of: a)
            board.save([UInt8(number)], of: b)
        }
        #expect(rings.count == 1)
        #expect(board.take(all: true, ending: []) == .init(progress: [a: json(9)], checkpoints: [b: [9]]))
        #expect(!board.hasNews)
        board.report(json(10), of: a)
        #expect(rings.count == 2)
    }

    @Test func `What has been taken is no news, until it is given back`() {
        board.report(json(1), of: a)
        let news = board.take(all: true, ending: [])
        board.report(json(1), of: a)
        #expect(!board.hasNews)
        board.giveBack(news)
        #expect(board.take(all: true, ending: []) == news)
    }

    @Test func `Newer news win over those given back`() {
        board.report(json(1), of: a)
        board.save([1], of: a)
        let news = board.take(all: true, ending: [])
        board.report(json(2), of: a)
        board.giveBack(news)
        #expect(board.take(all: true, ending: []) == .init(progress: [a: json(2)], checkpoints: [a: [1]]))
    }

    @Test func `The news of an ending run are handed over alone, and nothing is taken of it afterwards`() {
        let (first, second) = (RunReporter(run: a, board: board), RunReporter(run: b, board: board))
        first.progressed(json(1))
        second.progressed(json(2))
        first.close()
        first.progressed(json(3))
        #expect(board.take(all: false, ending: [a]) == .init(progress: [a: json(1)]))
        first.progressed(json(4))
        first.checkpointed([4])
        #expect(board.take(all: true, ending: []) == .init(progress: [b: json(2)]))
    }

    @Test func `News of an ending run that are given back wait for its ending, or are forgotten with it`() {
        board.report(json(1), of: a)
        let news = board.take(all: false, ending: [a])
        board.giveBack(news)
        #expect(board.take(all: false, ending: [a]) == news)
        board.giveBack(news)
        board.forget([a])
        #expect(!board.hasNews)
        #expect(board.take(all: true, ending: [a]) == .init())
    }
}
