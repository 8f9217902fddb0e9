import Foundation
import TestKit
import Testing

@Suite("A host starts, stops and waits as the README says", .timeLimit(.minutes(2)))
struct LifeCycleTests {
    @Test("Without a database it waits for one, says so without the password, and serves when it is there")
    func databaseComesLater() async throws {
        let server = try await PostgresServer.start()
        let database = Database(url: try await server.createDatabase())
        try await server.pause()
        let folder = try await HostFolder([.init(source: "echo", type: "tech_rfp_analysis")])
        let host = try folder.serve(database.url)
        try await host.waitForLog("the queue cannot be opened")
        try await Task.sleep(for: .milliseconds(500))
        try await server.resume()
        try await host.waitForLog("serving the queue", within: .seconds(60))
        let job = try await database.value(QueueDocument.insertion)
        #expect(try await database.end(of: job).status == "completed")
        #expect(!host.log.contains("p@ss"))
        #expect(!host.log.contains("p%40ss"))
        #expect(try await host.stop() == 0)
        try await server.stop()
    }

    @Test(
        "A server that only follows another one is waited for, whether the schema is there or not",
        arguments: [false, true])
    func standby(isMigrated: Bool) async throws {
        let primary = try await PostgresServer.start()
        let url = try await primary.createDatabase()
        let folder = try await HostFolder([.init(source: "echo", type: "tech_rfp_analysis")])
        if isMigrated {
            let host = try folder.serve(url)
            try await host.waitForLog("serving the queue")
            #expect(try await host.stop() == 0)
        }
        let standby = try await primary.makeStandby()
        let database = Database(url: url.replacing(":\(primary.port)/", with: ":\(standby.port)/"))
        let host = try folder.serve(database.url)
        try await host.waitForLog("25006")
        #expect(host.log.contains("the queue cannot be opened"))
        try await standby.promote()
        try await host.waitForLog("serving the queue", within: .seconds(60))
        let job = try await database.insert(type: "tech_rfp_analysis")
        #expect(try await database.end(of: job).status == "completed")
        #expect(try await host.stop() == 0)
        for server in [standby, primary] { try await server.stop() }
    }

    @Test("On SIGTERM a run that takes too long goes back to the queue uncharged, and the next host completes it")
    func drain() async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        let slow = try await HostFolder([.init(source: "hang_cancel", type: "tech_rfp_analysis")])
        let first = try slow.serve(database.url, environment: ["WORKER_DRAIN_GRACE": "0.2"])
        let job = try await database.value(QueueDocument.insertion)
        try await eventually("the job is in progress") {
            try await database.value("SELECT status FROM job_runs") == "in_progress"
        }
        #expect(try await first.stop() == 0, "\(first.log)")
        let rows = try await database.query("SELECT attempt_no, status FROM job_runs ORDER BY attempt_no")
        #expect(rows == ["1|failed", "2|pending"])
        #expect(try await database.value("SELECT charged FROM trubuild.queue") == "0")

        let quick = try await HostFolder([.init(source: "echo", type: "tech_rfp_analysis")])
        let second = try quick.serve(database.url)
        #expect(try await database.end(of: job).status == "completed")
        #expect(try await second.stop() == 0)
    }

    @Test("A bad setting stops the start with its name, its value and what was wanted")
    func badSetting() async throws {
        let folder = try await HostFolder([.init(source: "echo", type: "tech_rfp_analysis")])
        let host = try HostProcess([], environment: ["WORKER_BATCH_SIZE": "many"], folder: folder.path)
        #expect(try await host.exitStatus() != 0)
        try await host.waitForLog("WORKER_BATCH_SIZE in the environment: found \"many\", wanted a whole number")
    }

    @Test("A flag comes before the environment, and the environment before .env")
    func precedence() async throws {
        let folder = try await HostFolder([.init(source: "echo", type: "tech_rfp_analysis")])
        try "WORKER_BATCH_SIZE=bad\nDB_TYPE=\"mock\"\n".write(
            toFile: folder.path + "/.env", atomically: true, encoding: .utf8)
        let fromFile = try HostProcess([], folder: folder.path)
        #expect(try await fromFile.exitStatus() != 0)
        try await fromFile.waitForLog("WORKER_BATCH_SIZE in .env")
        let fromEnvironment = try HostProcess([], environment: ["WORKER_BATCH_SIZE": "7"], folder: folder.path)
        try await fromEnvironment.waitForLog("serving the queue")
        #expect(try await fromEnvironment.stop() == 0)
        let fromFlag = try HostProcess(
            ["--batch-size", "7"], environment: ["WORKER_BATCH_SIZE": "worse"], folder: folder.path)
        try await fromFlag.waitForLog("serving the queue")
        #expect(try await fromFlag.stop() == 0)
    }
}
