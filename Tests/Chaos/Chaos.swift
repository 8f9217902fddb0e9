import ArgumentParser
import ChaosKit
import Foundation

/// Plays what can go wrong around hosts at work, and says what came of it.
@main
struct Chaos: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trubuild-chaos",
        abstract: "Play what can go wrong around hosts at work, and say what came of it.",
        discussion: """
            Everything is private: a PostgreSQL server of its own, folders below TMPDIR. The exit status is 1 when a promise \
            was broken.

            EXAMPLES
              trubuild-chaos
              trubuild-chaos kill freeze
              trubuild-chaos --list
            """)

    private static let scenarios: [any ChaosScenario] = [
        HostKills(), FrozenHost(), RollingRestart(), Outages(), Troubles(), Failover(), SideBySide(),
        CancelReach(), Swaps(), HostileNeighbours(),
    ]

    @Argument(help: "Only these scenarios. Default: all.")
    var names: [String] = []

    @Flag(help: "List the scenarios and do nothing.")
    var list = false

    func validate() throws {
        let known = Self.scenarios.map { type(of: $0).name }
        for name in names where !known.contains(name) {
            throw ValidationError("There is no scenario \"\(name)\"; there are \(known.joined(separator: ", ")).")
        }
    }

    func run() async throws {
        let chosen = Self.scenarios.filter { names.isEmpty || names.contains(type(of: $0).name) }
        guard !list else { return print(chosen.map { type(of: $0).name }.joined(separator: "\n")) }
        var reports: [(report: ChaosReport, time: Duration)] = []
        for scenario in chosen {
            let begin = ContinuousClock.now
            print("\(type(of: scenario).name) …", terminator: " ")
            fflush(nil)
            var report: ChaosReport
            do {
                report = try await scenario.play()
            } catch {
                report = ChaosReport(scenario: type(of: scenario).name)
                report.problems.append("could not be played to its end: \(error)")
            }
            let time = ContinuousClock.now - begin
            print(report.isClean ? "ok" : "FAILED", "in \(time.formatted(.units(allowed: [.seconds])))")
            reports.append((report, time))
        }
        for (report, _) in reports { Self.show(report) }
        if reports.contains(where: { !$0.report.isClean }) { throw ExitCode.failure }
    }

    private static func show(_ report: ChaosReport) {
        print("\n\(report.isClean ? "✓" : "✗") \(report.scenario)")
        for (name, value) in report.figures {
            print("    \(name.padding(toLength: 26, withPad: " ", startingAt: 0)) \(value)")
        }
        for problem in report.problems { print("    PROBLEM: \(problem)") }
    }
}
