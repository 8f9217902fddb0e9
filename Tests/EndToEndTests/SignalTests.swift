import Foundation
import TestKit
import Testing

@Suite("A signal finds nothing that is left behind", .timeLimit(.minutes(2)))
struct SignalTests {
    private struct Started {
        let process: HostProcess
        let temporary: TemporaryDirectory
        /// Of the runners that it had when it was looked at last.
        let children: [Int32]

        /// That neither a file nor a process remains.
        func expectNothingLeft() async throws {
            // Caches are kept.
            let names = try FileManager.default.contentsOfDirectory(atPath: temporary.path)
            #expect(names.filter { !$0.hasPrefix("trubuild-cache-") } == [])
            // Whoever adopts them takes a moment to notice that they are gone.
            try await eventually("the runners are gone") { children.allSatisfy { kill($0, 0) != 0 } }
        }
    }

    /// Starts a host, and waits for its first runner.
    private func start(_ arguments: [String], _ folder: HostFolder) async throws -> Started {
        let temporary = try TemporaryDirectory()
        let process = try HostProcess(
            arguments + ["--manifest", folder.path + "/processors.json"],
            environment: ["TMPDIR": temporary.path, "DB_TYPE": "mock"], folder: "/")
        var children: [Int32] = []
        try await eventually("a runner has been started") {
            children = Self.children(of: process.pid)
            return !children.isEmpty
        }
        return Started(process: process, temporary: temporary, children: children)
    }

    /// Starts exec, and waits until its run has begun.
    private func startRun(_ folder: HostFolder) async throws -> Started {
        let host = try await start(exec(in: folder), folder)
        let files = FileManager.default
        try await eventually("the run has its scratch folder") {
            let folders = (try? files.contentsOfDirectory(atPath: host.temporary.path)) ?? []
            return folders.contains { files.fileExists(atPath: host.temporary.path("\($0)/runs/1")) }
        }
        return Started(
            process: host.process, temporary: host.temporary, children: Self.children(of: host.process.pid))
    }

    private static func children(of parent: Int32) -> [Int32] {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.compactMap { Int32($0) }.filter { pid in
            let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
            return status.contains("\nPPid:\t\(parent)\n")
        }
    }

    private func exec(in folder: HostFolder) -> [String] {
        ["exec", "summary", "--package", folder.path, "--out", folder.path, "--json"]
    }

    @Test("exec, while it looks at its processors", arguments: [SIGINT, SIGTERM])
    func early(signal: Int32) async throws {
        let folder = try await HostFolder([.init(source: "describe_hang", type: "tech_rfp_summary")])
        let host = try await start(exec(in: folder), folder)
        host.process.send(signal: signal)
        #expect(try await host.process.exitStatus(within: .seconds(4)) == 128 + signal)
        try await host.process.waitForLog("Error: interrupted by \(signal == SIGINT ? "SIGINT" : "SIGTERM")")
        try await host.expectNothingLeft()
    }

    @Test("serve and processors, while they look at their processors", arguments: [["serve"], ["processors"]])
    func early(command: [String]) async throws {
        let folder = try await HostFolder([.init(source: "describe_hang", type: "tech_rfp_summary")])
        let host = try await start(command, folder)
        host.process.send(signal: SIGINT)
        #expect(try await host.process.exitStatus(within: .seconds(4)) == (command == ["serve"] ? 0 : 130))
        try await host.expectNothingLeft()
    }

    @Test("exec, in the middle of a run that heeds nothing: the first stops it, two end the program at once")
    func twice() async throws {
        let folder = try await HostFolder([.init(source: "hang", type: "tech_rfp_summary")])
        let once = try await startRun(folder)
        let twice = try await startRun(folder)
        once.process.send(signal: SIGINT)
        // Two of one kind may count as one.
        twice.process.send(signal: SIGINT)
        twice.process.send(signal: SIGTERM)
        #expect([130, 143].contains(try await twice.process.exitStatus()))
        // The other one is still in the grace that this one has not waited for.
        #expect(kill(once.process.pid, 0) == 0)
        try await twice.expectNothingLeft()
        #expect(try await once.process.exitStatus() == 130)
        try await once.process.waitForLog("Error: interrupted by SIGINT before it ended")
        try await once.expectNothingLeft()
    }
}
