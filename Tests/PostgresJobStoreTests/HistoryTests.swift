import Foundation
import JobQueue
import TestKit
import TestRandom
import Testing

/// PostgreSQL by the rules of the table in memory, which `LifecycleModelTests` play through: the same history on both, compared
/// after each step. Time is moved by hand in both.
@Suite(.serialized, .timeLimit(.minutes(10))) struct HistoryTests {
    @Test(arguments: 0..<4) func `PostgreSQL and the table in memory agree after each step of a random history`(
        part: UInt64
    ) async throws {
        let seed = testSeed() &+ part
        var random = SeededGenerator(seed: seed)
        let database = try await TestDatabase.make(SchemaVariant.allCases.randomElement(using: &random) ?? .seed)
        var stores = try await TwoStores(database, hosts: 3)
        for step in 0..<300 {
            let action = try await stores.step(&random)
            try await stores.compare("seed \(seed), step \(step): \(action)")
            if stores.hasDiffered { break }
        }
        await stores.close()
    }
}
