import Foundation
import PostgresClient
import TestKit

extension TroubledDatabase {
    /// In the order in which they are played.
    /// - Parameter disk: a small one that nobody else uses; without, no disk fills up.
    func troubles(disk: SmallServerDisk?) async throws -> [Trouble] {
        var troubles = ["jobs", "job_runs", "trubuild.queue", "trubuild.hosts"].map { held($0) }
        troubles += [held, readOnly, crowded, frozen, unheard]
        if let disk { troubles.append(try await full(disk)) }
        return troubles
    }

    /// Somebody holds a table in a transaction and does nothing.
    private func held(_ table: String) -> Trouble {
        let holder = Holder()
        return Trouble(
            title: "\(table) is held", keepsLeases: table != "trubuild.hosts",
            begin: { [workload] in
                let connection = try await PostgresConnection.connect(
                    PostgresConfiguration(url: workload.app.url), logger: .silent)
                try await connection.execute(script: "BEGIN; LOCK TABLE \(table) IN ACCESS EXCLUSIVE MODE")
                await holder.keep([connection])
            },
            end: { await holder.letGo() })
    }

    /// Somebody looks at a run in a transaction, FOR UPDATE, and goes for lunch.
    private var held: Trouble {
        let holder = Holder()
        return Trouble(
            title: "a run is held", keepsLeases: true,
            begin: { [workload] in
                let connection = try await PostgresConnection.connect(
                    PostgresConfiguration(url: workload.app.url), logger: .silent)
                try await connection.execute(
                    script: """
                        BEGIN; SELECT id FROM job_runs WHERE status = 'in_progress' AND progress <> '{}'
                        ORDER BY started_at LIMIT 1 FOR UPDATE
                        """)
                await holder.keep([connection])
            },
            end: { await holder.letGo() })
    }

    private var readOnly: Trouble {
        let set = { @Sendable [admin] (value: String) in
            for sql in [
                "SET default_transaction_read_only = off", "ALTER SYSTEM SET default_transaction_read_only = \(value)",
                "SELECT pg_reload_conf()",
            ] { _ = try await admin.query(sql) }
        }
        return Trouble(title: "the server is read-only", begin: { try await set("on") }, end: { try await set("off") })
    }

    /// Others have taken every connection, and more than once what a host had.
    private var crowded: Trouble {
        let holder = Holder()
        return Trouble(
            title: "too many connections",
            begin: { [self] in
                let configuration = try PostgresConfiguration(url: workload.app.url)
                try await eventually("the others have every connection") {
                    try await endHostSessions()
                    while let connection = try? await PostgresConnection.connect(configuration, logger: .silent) {
                        await holder.keep([connection])
                    }
                    return try await count("pg_stat_activity WHERE application_name = 'trubuild-host'") == 0
                }
            },
            end: { await holder.letGo() })
    }

    /// The server's processes for the hosts do nothing more, and then go on as if nothing had happened.
    private var frozen: Trouble {
        let stopped = Stopped()
        return Trouble(
            title: "queries hang",
            begin: { [self] in
                let rows = try await admin.query(
                    "SELECT pid FROM pg_stat_activity WHERE application_name = 'trubuild-host'"
                ).rows
                for pid in rows.compactMap({ $0[0].int }) {
                    try? server.signal(SIGSTOP, process: pid)
                    await stopped.add(pid)
                }
            },
            end: { [self] in
                for pid in await stopped.all { try? server.signal(SIGCONT, process: pid) }
            })
    }

    /// Endings are written and the answers do not arrive, for the server crashes.
    private var unheard: Trouble {
        Trouble(
            title: "commits without answer",
            begin: { [self] in
                let completed = "job_runs WHERE status = 'completed'"
                try await eventually("a run is completed that no host has heard of") {
                    proxy.deafen()
                    let before = try await count(completed)
                    for _ in 0..<20 {
                        try await Task.sleep(for: .milliseconds(100))
                        if try await count(completed) > before { return true }
                    }
                    // Both writers wait for another answer, and send no ending.
                    proxy.sever()
                    proxy.mend()
                    try await Task.sleep(for: .seconds(1))
                    return false
                }
            },
            end: { [self] in
                proxy.sever()
                proxy.mend()
            })
    }

    /// The tables lie on a disk that others have filled.
    private func full(_ disk: SmallServerDisk) async throws -> Trouble {
        _ = try await admin.query("CREATE TABLESPACE small LOCATION '\(disk.path)'")
        for table in ["job_runs", "job_artifacts", "trubuild.queue"] {
            _ = try await admin.query("ALTER TABLE \(table) SET TABLESPACE small")
        }
        _ = try await admin.query("CREATE TABLE filler (page text) TABLESPACE small")
        _ = try await admin.query("ALTER TABLE filler ALTER page SET STORAGE PLAIN")
        return Trouble(
            title: "the disk is full",
            begin: { [self] in
                let seen = fleet.map { $0.log.components(separatedBy: "[53100]").count }
                try await eventually("the hosts find the disk full") {
                    for rows in [1000, 1] {
                        while (try? await admin.query(
                            "INSERT INTO filler SELECT repeat('x', 8000) FROM generate_series(1, \(rows))")) != nil
                        {}
                    }
                    return zip(fleet, seen).contains { $0.log.components(separatedBy: "[53100]").count > $1 }
                }
            },
            // Not TRUNCATE, which begins a new file before it lets go of the old one.
            end: { [admin] in _ = try await admin.query("DROP TABLE filler") })
    }
}

/// Connections that stand in the way.
private actor Holder {
    private var connections: [PostgresConnection] = []

    func keep(_ more: [PostgresConnection]) { connections += more }

    func letGo() async {
        for connection in connections { await connection.close() }
        connections = []
    }
}

private actor Stopped {
    private(set) var all: [Int] = []

    func add(_ process: Int) { all.append(process) }
}
