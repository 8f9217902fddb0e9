import Foundation
import TestKit

/// The library of a processor is replaced again and again while its jobs run.
public struct Swaps: ChaosScenario {
    public static let name = "swap"

    public var swaps = 1000

    public init() {}

    public func play() async throws -> ChaosReport {
        var report = ChaosReport(scenario: "\(swaps) swaps of a library under load")
        let capacity = 60_000
        let workload = try await Workload(app: .fresh(), capacity: capacity)
        let installed = "\(workload.folder.path)/Plugins/libwork_\(Workload.type).so"
        let builds = try await builds(of: installed)
        let host = try await workload.host()
        let feeder = Feeder(workload, milliseconds: 20, ahead: 60, limit: capacity)
        await feeder.start()

        let begin = ContinuousClock.now
        var before = Resources()
        for swap in 1...swaps {
            let new = "\(workload.folder.path)/Plugins/.new"
            try FileManager.default.copyItem(atPath: builds[swap % 2], toPath: new)
            guard rename(new, installed) == 0 else { throw TestKitError("cannot rename \(new)") }
            host.send(signal: SIGHUP)
            try await eventually(
                within: .seconds(30), "swap \(swap) is taken up; the log ends \(host.log.suffix(1000))"
            ) {
                host.log.components(separatedBy: "replacement=true").count > swap
            }
            // Everything is warm by then.
            if swap == max(swaps / 10, 10) { before = try Resources(of: host.pid) }
        }
        let time = ContinuousClock.now - begin
        let count = try await feeder.stop()
        try await workload.finish(count)
        let after = try await settled(host.pid, before)
        try await workload.audit(count, into: &report)
        report.measured("a swap takes", (Double(time.components.seconds) / Double(swaps)).asTime)
        report.measured("descriptors", "\(before.descriptors), then \(after.descriptors)")
        report.measured("runner processes", "\(before.children), then \(after.children)")
        report.measured("resident memory, MiB", "\(before.megabytes), then \(after.megabytes)")
        let errors = try await workload.unexpectedErrors(besides: [])
        report.expect(errors.isEmpty, "jobs failed: \(errors)")
        report.expect(!hasGrown(after, before), "descriptors or processes grow: \(before), then \(after)")
        report.expect(after.megabytes <= before.megabytes + 16, "memory grows")
        report.expect(try await host.stop() == 0, "the host did not stop well: \(host.log.suffix(500))")
        return report
    }

    /// By about one for each swap. A runner takes up to six descriptors, and there are as many as there was work for just then.
    private func hasGrown(_ after: Resources, _ before: Resources) -> Bool {
        after.descriptors - 6 * after.children > before.descriptors - 6 * before.children + 18
            || after.children > before.children + 4
    }

    /// What a host holds when all that it has replaced had time to go: a leak stays.
    private func settled(_ pid: Int32, _ before: Resources) async throws -> Resources {
        for _ in 0..<100 {
            try await Task.sleep(for: .milliseconds(200))
            let now = try Resources(of: pid)
            if !hasGrown(now, before) { return now }
        }
        return try Resources(of: pid)
    }

    /// Two builds whose results differ.
    private func builds(of installed: String) async throws -> [String] {
        let source = try String(contentsOf: BuiltProducts.processorSources.appending(path: "work.c"), encoding: .utf8)
            .replacing("\"test_work\"", with: "\"\(Workload.type)\"")
        var paths: [String] = []
        for build in ["a", "b"] {
            paths.append(
                try await ProcessorCompiler.library(
                    named: "swapped_\(build)",
                    source: source.replacing("true}", with: "true,\\\"build\\\":\\\"\(build)\\\"}")))
        }
        return paths
    }
}
