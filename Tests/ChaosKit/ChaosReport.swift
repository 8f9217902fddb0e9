/// What came of a scenario: what was measured, and what should not have happened.
public struct ChaosReport: Sendable {
    public let scenario: String
    /// In the order of the table.
    public var figures: [(name: String, value: String)] = []
    public var problems: [String] = []

    public init(scenario: String) {
        self.scenario = scenario
    }

    public var isClean: Bool { problems.isEmpty }

    mutating func measured(_ name: String, _ value: some CustomStringConvertible) {
        figures.append((name, "\(value)"))
    }

    /// Times in seconds, by their middle, their worst hundredth and their worst.
    mutating func measured(_ name: String, seconds: [Double]) {
        measured(
            name,
            "p50 \(percentile(0.5, of: seconds).asTime), p99 \(percentile(0.99, of: seconds).asTime), "
                + "longest \((seconds.max() ?? 0).asTime), of \(seconds.count)")
    }

    mutating func expect(_ holds: Bool, _ problem: @autoclosure () -> String) {
        if !holds { problems.append(problem()) }
    }
}

/// Something that goes wrong around hosts at work, and what must be true afterwards.
public protocol ChaosScenario: Sendable {
    /// Names it on the command line.
    static var name: String { get }

    /// - Throws: when it cannot be played; what hosts do wrong is in the report.
    func play() async throws -> ChaosReport
}
