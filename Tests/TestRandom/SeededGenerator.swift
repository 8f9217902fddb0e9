import Foundation

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for the same seed, everywhere.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// The seed of a random test: the environment's `TEST_SEED`, one drawn by chance where that says `random`, or else
/// always the same, so that whether a change passes is not a matter of luck. It is printed, so that a failure can be
/// played again.
public func testSeed(_ test: String = #function, in file: String = #fileID) -> UInt64 {
    let wish = ProcessInfo.processInfo.environment["TEST_SEED"]
    let seed = wish == "random" ? .random(in: 0..<1 << 48) : wish.flatMap(UInt64.init) ?? 1
    print("\(file) \(test): seed \(seed) (TEST_SEED=\(seed) replays it)")
    return seed
}
