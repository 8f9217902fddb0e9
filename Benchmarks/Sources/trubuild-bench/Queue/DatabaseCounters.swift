/// What has been written to a database.
struct DatabaseCounters {
    var wal: Double
    var commits: Double

    init(wal: Double, commits: Double) {
        self.wal = wal
        self.commits = commits
    }

    /// Without the statements of `connection` itself. Those of sessions that go on may be missing for a second.
    init(_ connection: Connection) throws {
        // A session sends its own counts when it is idle, at most once a second, and sees what others had sent.
        let row = try connection.numbers(
            """
            SELECT pg_current_wal_lsn() - '0/0', xact_commit FROM pg_stat_database WHERE datname = current_database()
            """)
        (wal, commits) = (row[0], row[1] - Double(connection.statements))
    }

    static func - (after: DatabaseCounters, before: DatabaseCounters) -> DatabaseCounters {
        DatabaseCounters(wal: after.wal - before.wal, commits: after.commits - before.commits)
    }
}
