import Foundation
import LifecycleModel
import TestRandom
import Testing

/// The short form of `make model`, which plays a million.
@Suite struct LifecycleModelTests {
    private static let first = testSeed()

    @Test(arguments: 0..<2) func `Random histories of several hosts keep every rule`(part: UInt64) {
        let count: UInt64 = 500
        let seeds = Self.first &+ part * count..<Self.first &+ (part + 1) * count
        for seed in seeds {
            guard let failure = LifecycleModel.failure(seed: seed) else { continue }
            Issue.record("\(failure)")
            return
        }
    }

    /// Seeds whose histories are known to meet the fault: should the model change, `lifecycle-model COUNT 1 FAULT` finds others.
    @Test(arguments: zip(Fault.allCases, [39, 30, 1056, 1056, 5, 1108, 226, 1001, 1157] as [UInt64]))
    func `A planted fault is found, and not without it`(fault: Fault, seed: UInt64) throws {
        let failure = try #require(LifecycleModel.failure(seed: seed, fault: fault))
        #expect(failure.description.hasPrefix("seed \(seed): "))
        #expect(!failure.trace.isEmpty)
        #expect(LifecycleModel.failure(seed: seed) == nil)
    }
}
