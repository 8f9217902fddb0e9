/// The life cycle of runs, played through in random histories: several hosts with the worker's real decisions, the real rules of
/// the queue in memory, and everything between them that may go wrong. Time is a number.
public enum LifecycleModel {
    /// A history that broke a rule.
    public struct Failure: Error, CustomStringConvertible, Sendable {
        public let seed: UInt64
        public let violation: Violation
        /// The shortest history that was found to break a rule, step by step.
        public let trace: [String]

        public var description: String {
            "seed \(seed): \(violation)\n" + trace.map { "  \($0)" }.joined(separator: "\n")
        }
    }

    /// Plays the history of a seed.
    /// - Returns: nil when it keeps every rule; otherwise what it broke, and the shortest history found that does.
    public static func failure(seed: UInt64, fault: Fault? = nil) -> Failure? {
        guard breaks(Choices(seed: seed), fault) != nil else { return nil }
        var world = World(Choices(seed: seed, isRecording: true), fault: fault, isTraced: false)
        try? world.play()
        let shortest = Shrinker { breaks(Choices($0), fault) != nil }.shrink(world.choices.drawn)
        var last = World(Choices(shortest), fault: fault, isTraced: true)
        do throws(Violation) {
            try last.play()
            return nil
        } catch {
            return Failure(seed: seed, violation: error, trace: last.trace?.lines ?? [])
        }
    }

    /// What happens in the history of a seed, step by step.
    public static func trace(seed: UInt64) -> [String] {
        var world = World(Choices(seed: seed), fault: nil, isTraced: true)
        try? world.play()
        return world.trace?.lines ?? []
    }

    /// Plays a history of given decisions, two bytes each: for a fuzzer.
    public static func violation(choices: [UInt16]) -> Violation? { breaks(Choices(choices), nil) }

    private static func breaks(_ choices: Choices, _ fault: Fault?) -> Violation? {
        var world = World(choices, fault: fault, isTraced: false)
        do throws(Violation) {
            try world.play()
            return nil
        } catch {
            return error
        }
    }
}
