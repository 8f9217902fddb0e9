import Foundation
import TestKit
import Testing

@Suite("A bad processor fails its own run, with the reason, and nothing else", .timeLimit(.minutes(5)))
struct IsolationTests {
    /// A hostile processor, how its run ends, and what the error says.
    struct Case: Sendable {
        let source: String
        let status: String
        let says: [String]
    }

    static let cases = [
        Case(source: "segfault", status: "failed", says: ["SIGSEGV", "processor.crashed"]),
        Case(source: "abort", status: "failed", says: ["SIGABRT", "processor.crashed"]),
        Case(source: "exit0", status: "failed", says: ["exited with status 0", "processor.exited"]),
        Case(source: "trap", status: "failed", says: ["SIGILL", "processor.crashed"]),
        Case(source: "hang", status: "failed", says: ["time-out", "killed", "processor.timeout"]),
        // Its descriptors are gone, but not the one that the runner has put out of its way.
        Case(source: "close_fds", status: "completed", says: []),
        Case(source: "garbage", status: "failed", says: ["processor."]),
        Case(source: "flood", status: "completed", says: []),
        Case(source: "stdout", status: "completed", says: []),
        Case(source: "threads", status: "completed", says: []),
    ]

    @Test("Crashing, hanging, lying and noisy processors beside a good one, in one host")
    func beside() async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        let hostile = Self.cases.map {
            HostFolder.Entry(
                source: $0.source, type: "test_\($0.source)", concurrency: 1,
                timeout: $0.source == "hang" ? "2s" : "60s")
        }
        let folder = try await HostFolder(hostile + [.init(source: "echo", type: "tech_rfp_analysis", concurrency: 2)])
        let host = try folder.serve(database.url, environment: ["WORKER_BATCH_SIZE": "50"])
        try await host.waitForLog("serving the queue")

        var jobs: [(Case, String)] = []
        var good: [String] = []
        for hostile in Self.cases {
            jobs.append((hostile, try await database.insert(type: "test_\(hostile.source)")))
            good.append(try await database.insert(type: "tech_rfp_analysis"))
        }
        for job in good { #expect(try await database.end(of: job).status == "completed") }
        for (hostile, job) in jobs {
            let end = try await database.end(of: job, within: .seconds(120))
            #expect(end.status == hostile.status, "\(hostile.source): \(end.error)")
            for text in hostile.says { #expect(end.error.contains(text), "\(hostile.source): \(end.error)") }
        }
        // After all that the same processors serve on.
        #expect(try await database.end(of: database.insert(type: "tech_rfp_analysis")).status == "completed")
        let again = try await database.end(of: database.insert(type: "test_segfault"))
        #expect(again.error.contains("SIGSEGV"))
        #expect(try await host.stop() == 0, "\(host.log.suffix(4000))")
    }

    @Test("What a processor prints is in the log with the run's id")
    func output() async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        let folder = try await HostFolder([.init(source: "stdout", type: "tech_rfp_analysis")])
        let host = try folder.serve(database.url)
        let job = try await database.value(QueueDocument.insertion)
        #expect(try await database.end(of: job).status == "completed")
        let run = try await database.value("SELECT id FROM job_runs WHERE job_id = '\(job)'")
        try await eventually("a printed line carries the run's id") {
            host.log.split(separator: "\n").contains { $0.contains("run_id=\(run)") && $0.contains("stdout") }
        }
        #expect(try await host.stop() == 0)
    }

    @Test("What a processor has started does not outlive a host that is killed")
    func killedHost() async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        let folder = try await HostFolder([.init(source: "child", type: "tech_rfp_analysis")])
        let host = try folder.serve(database.url)
        _ = try await database.value(QueueDocument.insertion)
        try await host.waitForLog("child ")
        let line = try #require(host.log.split(separator: "\n").first { $0.contains("child ") })
        let number = try #require(line.firstMatch(of: /child (\d+)/))
        let child = try #require(pid_t(number.1))
        #expect(!hasEnded(child))
        host.send(signal: SIGKILL)
        #expect(try await host.exitStatus() == -SIGKILL)
        try await eventually("the processor's child is gone") { hasEnded(child) }
    }

    @Test("A refused library is named with the reason, and the others serve")
    func refused() async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        let folder = try await HostFolder([
            .init(source: "bad_major", type: "test_bad_major"), .init(source: "no_symbol", type: "test_no_symbol"),
            .init(source: "echo", type: "tech_rfp_analysis"),
        ])
        let host = try folder.serve(database.url)
        let left = try await database.insert(type: "test_bad_major")
        #expect(try await database.end(of: database.value(QueueDocument.insertion)).status == "completed")
        try await host.waitForLog("refused")
        try await host.waitForLog("trubuild_processor_entry")
        #expect(try await database.value("SELECT count(*) FROM job_runs WHERE job_id = '\(left)'") == "0")
        #expect(try await host.stop() == 0)
    }
}
