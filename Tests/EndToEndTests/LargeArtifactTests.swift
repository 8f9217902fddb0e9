import Foundation
import TestKit
import Testing

@Suite("Large results, with real programs", .timeLimit(.minutes(3)))
struct LargeArtifactTests {
    /// A figure of /proc/PID/status, in KiB.
    private func memory(_ key: String, of pid: Int32) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("\(key):") })
        return try #require(line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) })
    }

    private func folder(_ limits: [String: Any] = [:]) async throws -> HostFolder {
        let folder = try await HostFolder([.init(source: "large_artifact", type: "test_large_artifact", timeout: "2m")])
        let file = URL(filePath: "\(folder.path)/processors.json")
        var manifest = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        var entry = try #require((manifest["processors"] as? [[String: Any]])?.first)
        entry["limits"] = limits
        manifest["processors"] = [entry]
        try JSONSerialization.data(withJSONObject: manifest).write(to: file)
        return folder
    }

    @Test("100 MB go through a host that does not grow, beside jobs that do not wait; 1 GB is refused by its limit")
    func flat() async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        let folder = try await folder(["artifact": "128MiB"])
        let host = try folder.serve(database.url)
        func run(kib: Int) async throws -> (status: String, error: String) {
            let job = try await database.insert(
                type: "test_large_artifact", payload: #"{"package_id": "p", "kib": \#(kib)}"#)
            return try await database.end(of: job, within: .seconds(120))
        }
        #expect(try await run(kib: 300).status == "completed", "warm, by the way of large ones")
        let before = try memory("VmRSS", of: host.pid)
        let large = try await database.insert(
            type: "test_large_artifact", payload: #"{"package_id": "p", "kib": 102400}"#)
        var small = 0
        while try await database.value("SELECT status FROM job_runs WHERE job_id = '\(large)'") != "completed" {
            #expect(try await run(kib: 1).status == "completed")
            small += 1
        }
        #expect(small > 0)
        #expect(
            try await database.value(
                "SELECT octet_length(data::text) > 100000000 FROM job_artifacts a JOIN job_runs r ON r.id = a.run_id "
                    + "WHERE r.job_id = '\(large)'") == "t")
        let refused = try await run(kib: 1 << 20)
        #expect(refused.status == "failed")
        #expect(refused.error.contains("one artifact may have 134217728 (manifest: limits.artifact)"))
        let growth = try memory("VmHWM", of: host.pid) - before
        #expect(growth <= 32 << 10, "the host grew by \(growth) KiB")
        #expect(try await host.stop() == 0)
    }

    @Test("a host that is killed leaves no file of a result, and the next one removes its folder")
    func killed() async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        let folder = try await folder(["artifact": "128MiB"])
        let temporary = try TemporaryDirectory(prefix: "trubuild-tmp")
        // Results wait: the table takes none.
        let host = try folder.serve(database.url, environment: ["TMPDIR": temporary.path])
        try await host.waitForLog("serving the queue")
        try await database.query(
            """
            CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(600); RETURN new; END $$;
            CREATE TRIGGER wait BEFORE INSERT ON job_artifacts FOR EACH ROW EXECUTE FUNCTION wait();
            """)
        let job = try await database.insert(
            type: "test_large_artifact", payload: #"{"package_id": "p", "kib": 20480}"#)
        try await eventually(within: .seconds(60), "the result is on its way") {
            try await database.value(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY %' AND pid <> pg_backend_pid()") == "1"
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: temporary.path).filter {
            $0.hasPrefix("trubuild-host-")
        }
        try #require(names.count == 1)
        host.send(signal: SIGKILL)
        #expect(try await host.exitStatus() == -SIGKILL)
        let left = "\(temporary.path)/\(names[0])"
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(left)/spool") == [])

        // A young folder may belong to a host that is just starting.
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: left)
        try await database.query(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY %' AND pid <> pg_backend_pid();
            DROP TRIGGER wait ON job_artifacts;
            """)
        let next = try folder.serve(database.url, environment: ["TMPDIR": temporary.path])
        #expect(try await database.end(of: job, within: .seconds(60)).status == "completed")
        #expect(!FileManager.default.fileExists(atPath: left))
        #expect(try await database.value("SELECT count(*) FROM job_artifacts") == "1")
        #expect(try await next.stop() == 0)
    }
}
