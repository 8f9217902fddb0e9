/// What tests ask a database, through `psql`.
public struct Database: Sendable {
    public let url: String

    public init(url: String) {
        self.url = url
    }

    /// A database that nobody else uses, on the server of all tests.
    public static func fresh() async throws -> Database {
        Database(url: try await PostgresServer.shared.createDatabase())
    }

    /// Runs SQL and gives its rows, unaligned, without headers: cells are separated by `|`.
    @discardableResult
    public func query(_ sql: String) async throws -> [String] {
        let output = try await psql(url, sql, arguments: ["-A", "-t", "-q"])
        guard output.status == 0 else { throw TestKitError("psql: \(output.standardError)\n\(sql)") }
        return output.standardOutput.split(separator: "\n").map(String.init)
    }

    /// The first cell of the first row.
    public func value(_ sql: String) async throws -> String {
        try await query(sql).first ?? ""
    }

    /// Inserts a job as an App does.
    public func insert(type: String, payload: String = #"{"package_id": "proj-1"}"#, company: String = "acme")
        async throws
        -> String
    {
        try await value(
            """
            INSERT INTO jobs (id, type, payload, company_id, user_id)
            VALUES (gen_random_uuid(), '\(type)', '\(payload)', '\(company)', 'user-1') RETURNING id
            """)
    }

    /// Waits until the newest run of a job is final.
    /// - Returns: its status and error.
    public func end(of job: String, within limit: Duration = .seconds(40)) async throws -> (
        status: String, error: String
    ) {
        var row = ""
        try await eventually(within: limit, "job \(job) has ended, it is: \(row)") {
            row = try await value(
                """
                SELECT status, translate(error, E'\\n', ' ') FROM job_runs WHERE job_id = '\(job)'
                ORDER BY attempt_no DESC LIMIT 1
                """)
            return ["completed", "failed", "cancelled"].contains { row.hasPrefix($0 + "|") }
        }
        let cells = row.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(cells[0]), String(cells[1]))
    }
}
