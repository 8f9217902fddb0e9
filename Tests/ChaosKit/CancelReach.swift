import Foundation
import Logging
import PostgresClient
import TestKit

/// How long it takes from somebody's word in the database until the processor has stopped.
///
/// Each job holds a lock as long as its processor is at work, and reports nothing: only the database's notification can tell
/// its host.
public struct CancelReach: ChaosScenario {
    public static let name = "cancel"

    public var cancels = 200
    /// How long half of them may take, and all but one in a hundred; nil to measure only.
    public var limit: Duration? = .milliseconds(250)

    public init() {}

    public func play() async throws -> ChaosReport {
        var report = ChaosReport(scenario: "\(cancels) running jobs are cancelled, and one waits behind each")
        let workload = try await Workload(app: .fresh(), capacity: 2 * cancels, concurrency: 1)
        // Neither a beat nor a poll can be the messenger.
        let host = try await workload.host(
            environment: ["WORKER_BEAT_INTERVAL": "300", "WORKER_LEASE": "3000", "WORKER_POLL_INTERVAL": "3600"])
        let app = try await PostgresConnection.connect(
            PostgresConfiguration(url: workload.app.url), logger: .silent)
        var reach: [Bool: [Double]] = [:]
        for number in 1...cancels {
            let lock = try await begun(number, workload, app)
            let isByUpdate = number % 2 == 0
            let (running, waiting) = (Self.job(number), Self.job(cancels + number))
            try await insert(cancels + number, app)
            _ = try await app.query("SELECT trubuild.cancel('\(waiting)', 'too late')")
            let begin = ContinuousClock.now
            _ = try await app.query(
                isByUpdate
                    ? "UPDATE job_runs SET status = 'cancelled' WHERE job_id = '\(running)' AND status = 'in_progress'"
                    : "SELECT trubuild.cancel('\(running)', 'not needed')")
            // Granted when the processor has let go of it: it has seen that it is to stop.
            await Self.acquire(lock)
            reach[isByUpdate, default: []].append((ContinuousClock.now - begin) / .seconds(1))
            close(lock)
        }
        try await eventually("the queue is empty") {
            try await workload.app.value("SELECT count(*) FROM trubuild.queue") == "0"
        }
        // One that waited and ran all the same would still have the only slot.
        let rows = try await workload.app.query(
            """
            SELECT status, count(*) FROM (
                SELECT DISTINCT ON (job_id) status FROM job_runs ORDER BY job_id, attempt_no DESC) newest GROUP BY 1
            """)
        report.expect(rows == ["cancelled|\(2 * cancels)"], "the jobs ended as \(rows)")
        let errors = try await workload.unexpectedErrors(besides: Workload.uncharged + ["not needed", "too late"])
        report.expect(errors.isEmpty, "runs failed: \(errors)")
        report.measured("by trubuild.cancel", seconds: reach[false] ?? [])
        report.measured("by UPDATE job_runs", seconds: reach[true] ?? [])
        if let limit {
            let slow = percentile(0.99, of: reach.values.flatMap(\.self))
            report.expect(slow < limit / .seconds(1), "one in a hundred took \(slow.asTime)")
        }
        await app.close()
        report.expect(try await host.stop() == 0, "the host did not stop well: \(host.log.suffix(500))")
        return report
    }

    /// Inserts a job and waits until its processor is at work.
    /// - Returns: the file that it has locked.
    private func begun(_ number: Int, _ workload: Workload, _ app: PostgresConnection) async throws -> Int32 {
        let lock = open("\(workload.folder.path)/packages/acme/load/lock-\(number)", O_RDONLY | O_CLOEXEC)
        try await insert(number, app)
        var status = stat()
        guard fstat(lock, &status) == 0 else { throw TestKitError("there is no lock \(number)") }
        // Not by trying to lock it: the processor might find it taken.
        try await eventually("job \(number) is worked on") {
            try String(contentsOfFile: "/proc/locks", encoding: .utf8).contains(":\(status.st_ino) ")
        }
        return lock
    }

    private func insert(_ number: Int, _ app: PostgresConnection) async throws {
        _ = try await app.query(
            """
            INSERT INTO jobs (id, type, payload, company_id) VALUES ('\(Self.job(number))', '\(Workload.type)',
                '{"package_id": "load", "ms": 3600000, "quiet": 1, "lock": \(number)}', 'acme')
            """)
    }

    private static func job(_ number: Int) -> String {
        String(format: "00000000-0000-0000-0000-%012d", number)
    }

    /// Waits for a lock, on a thread of its own.
    private static func acquire(_ lock: Int32) async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                while flock(lock, LOCK_EX) != 0, errno == EINTR {}
                continuation.resume()
            }
        }
    }
}
