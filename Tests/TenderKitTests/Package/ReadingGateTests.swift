import Synchronization
import TestRandom
import Testing

@testable import TenderKit

@Suite struct ReadingGateTests {
    /// What is inside at the moment, and whether it was ever too much.
    private final class Room: Sendable {
        private let state = Mutex((inside: [Int](), broken: 0, served: 0))

        func enter(_ bytes: Int, isFine: ([Int]) -> Bool) {
            state.withLock { state in
                state.inside.append(bytes)
                if !isFine(state.inside) { state.broken += 1 }
            }
        }

        func leave(_ bytes: Int) {
            state.withLock { state in
                if let index = state.inside.firstIndex(of: bytes) { state.inside.remove(at: index) }
                state.served += 1
            }
        }

        var outcome: (broken: Int, served: Int) { state.withLock { ($0.broken, $0.served) } }
    }

    @Test func `holds width and bytes, and reads a large file alone`() async throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        let gate = ReadingGate(width: 3, bytes: 100)
        let room = Room()
        let sizes = (0..<300).map { _ in Int.random(in: 0...140, using: &random) }
        try await withThrowingTaskGroup { group in
            for size in sizes {
                group.addTask {
                    try await gate.withPlace(bytes: size) {
                        room.enter(size) { $0.count == 1 || ($0.count <= 3 && $0.reduce(0, +) <= 100) }
                        await Task.yield()
                        room.leave(size)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(room.outcome == (0, 300), "seed \(seed)")
    }

    @Test func `a cancelled task stops waiting at once, and leaves the queue in order`() async throws {
        let gate = ReadingGate(width: 1, bytes: 100)
        let (inside, entered) = AsyncStream.makeStream(of: Void.self)
        let (release, releasing) = AsyncStream.makeStream(of: Void.self)
        let holder = Task {
            try await gate.withPlace(bytes: 1) {
                entered.yield()
                for await _ in release { break }
            }
        }
        for await _ in inside { break }
        let waiting = Task { try await gate.withPlace(bytes: 1) { Issue.record("went in") } }
        let late = Task { try await gate.withPlace(bytes: 1) { true } }
        waiting.cancel()
        // The holder is still inside: the waiting one ends by itself.
        await #expect(throws: CancellationError.self) { try await waiting.value }
        releasing.yield()
        try await holder.value
        #expect(try await late.value)
    }
}
