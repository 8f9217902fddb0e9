import Foundation

extension QueueBenchmarks {
    /// A host that serves one processor of Benchmarks/Processors with keys of its own in the manifest, a fresh database, and a
    /// connection to it.
    func withHost<Value>(
        _ processor: String, _ placement: Placement, limits: [String: Any] = [:],
        _ body: (HostFolder, HostProcess, Connection) throws -> Value
    ) throws -> Value {
        let folder = try folder(processor, placement)
        let entry: [String: Any] = [
            "name": processor, "library": processor, "placement": placement.rawValue, "limits": limits,
            "max_attempts": 1,
        ]
        try JSONSerialization.data(withJSONObject: ["version": 1, "processors": [entry]])
            .write(to: URL(filePath: "\(folder.path)/processors.json"))
        return try withDatabase { database in
            let connection = try Connection(database: database)
            let host = try HostProcess(self, folder, database: database)
            let value = try body(folder, host, connection)
            try host.stop()
            return value
        }
    }

    /// Inserts a job and waits for its end.
    /// - Returns: the error of its run, or nil when it was completed.
    func runJob(
        _ type: String, payload: String = #"{"package_id": "bench"}"#, _ connection: Connection, _ host: HostProcess
    ) throws -> (id: String, error: String?) {
        let id = UUID().uuidString.lowercased()
        try connection.execute(
            "INSERT INTO jobs (id, type, payload, company_id) VALUES ('\(id)', '\(type)', '\(payload)', 'company')")
        var row: [String?] = []
        try wait(for: "a job of \(type)", limit: 300, interval: 0.01) {
            try host.check()
            row =
                try connection.execute(
                    "SELECT status, error FROM job_runs WHERE job_id = '\(id)' AND status IN ('completed', 'failed')"
                ).first ?? []
            return !row.isEmpty
        }
        return (id, row.first == "completed" ? nil : row.last ?? nil)
    }

    /// What the artifact of a job says, by its keys.
    func result(of job: String, _ connection: Connection) throws -> [String: Double] {
        let rows = try connection.execute(
            """
            SELECT key, value FROM job_artifacts a JOIN job_runs r ON r.id = a.run_id CROSS JOIN jsonb_each_text(a.data)
            WHERE r.job_id = '\(job)'
            """)
        return Dictionary(rows.map { ($0[0] ?? "", Double($0[1] ?? "") ?? .nan) }) { first, _ in first }
    }
}
