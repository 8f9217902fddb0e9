import Foundation

/// What pick-up takes without a host: a thread of this process listens, claims the job as pgbench does for the limit, and
/// that is all. It shows how much of a latency is PostgreSQL, the disk and whatever else the machine has to do.
final class LatencyFloor: @unchecked Sendable {
    // Unchecked: `claimed` and `failure` are the thread's until it has ended, which `stop()` waits for.
    private var claimed: [String: Int64] = [:]
    private var failure: (any Error)?
    private let ended = DispatchSemaphore(value: 0)
    private let listening = DispatchSemaphore(value: 0)

    static let notification = "pg_notify('bench_floor', '')"
    private static let lastWord = "SELECT pg_notify('bench_floor', 'stop')"

    private let database: String

    init(database: String) {
        self.database = database
        Thread.detachNewThread {
            do { try self.serve() } catch { self.failure = error }
            self.listening.signal()
            self.ended.signal()
        }
        listening.wait()
    }

    /// Waits for the thread.
    /// - Returns: when each job was known to be claimed.
    func stop() throws -> [String: Int64] {
        try Connection(database: database).execute(Self.lastWord)
        ended.wait()
        if let failure { throw failure }
        return claimed
    }

    private func serve() throws {
        let connection = try Connection(database: database)
        try connection.execute("SET enable_seqscan = off")
        try connection.execute("LISTEN bench_floor")
        try connection.execute("PREPARE claim AS \(LimitBenchmark.claim(1, client: "0", result: "job_id"))")
        listening.signal()
        while true {
            let words = try connection.waitForNotifications(limit: 60)
            while let id = try connection.execute("EXECUTE claim").first?[0] { claimed[id] = Machine.nanoseconds }
            if words.contains("stop") { return }
        }
    }
}
