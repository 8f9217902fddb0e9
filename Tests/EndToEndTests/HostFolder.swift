import Foundation
import TestKit

/// A folder as an operator has it: a manifest, processors in `Plugins/`, packages. Removed with the last reference.
final class HostFolder: Sendable {
    /// One entry of the manifest, for a test processor of `Tests/Processors`.
    struct Entry {
        var source: String
        var type: String
        var placement = "process"
        var concurrency = 4
        var timeout = "30s"
        var maxAttempts = 1
    }

    let directory: TemporaryDirectory

    init(_ entries: [Entry]) async throws {
        directory = try TemporaryDirectory(prefix: "trubuild-e2e")
        try FileManager.default.createDirectory(atPath: directory.path("Plugins"), withIntermediateDirectories: false)
        for entry in entries {
            let library = try await Self.compile(entry)
            try FileManager.default.copyItem(atPath: library, toPath: directory.path("Plugins/\(Self.name(entry))"))
        }
        let manifest: [String: Any] = [
            "version": 1,
            "processors": entries.map { entry -> [String: Any] in
                [
                    "name": "\(entry.source)-\(entry.placement)", "job_types": [entry.type],
                    "library": Self.name(entry), "placement": entry.placement, "concurrency": entry.concurrency,
                    "timeout": entry.timeout, "max_attempts": entry.maxAttempts,
                ]
            },
        ]
        let data = try JSONSerialization.data(withJSONObject: manifest, options: .prettyPrinted)
        try data.write(to: URL(filePath: directory.path("processors.json")))
    }

    var path: String { directory.path }

    /// Starts a host that serves a database from this folder.
    func serve(_ url: String, environment: [String: String] = [:]) throws -> HostProcess {
        try HostProcess(
            ["--manifest", directory.path("processors.json")],
            environment: ["DB_TYPE": "postgres", "DATABASE_URL": url].merging(environment) { $1 }, folder: "/")
    }

    private static func name(_ entry: Entry) -> String { "lib\(entry.source)_\(entry.type).so" }

    /// The library of a test processor, made to serve the entry's job type.
    private static func compile(_ entry: Entry) async throws -> String {
        let folder = BuiltProducts.processorSources
        let own = "test_\(entry.source)"
        guard entry.type != own else { return try await ProcessorCompiler.library("\(entry.source).c") }
        let source = try String(contentsOf: folder.appending(path: "\(entry.source).c"), encoding: .utf8)
            .replacing("\"\(own)\"", with: "\"\(entry.type)\"")
            .replacing("\"common.h\"", with: "\"\(folder.path)/common.h\"")
        return try await ProcessorCompiler.library(named: "\(entry.source)_\(entry.type)", source: source)
    }
}

/// What tests ask a database, through `psql`.
struct Database {
    let url: String

    static func fresh() async throws -> Database {
        Database(url: try await PostgresServer.shared.createDatabase())
    }

    /// Runs SQL and gives its rows, unaligned, without headers: cells are separated by `|`.
    @discardableResult
    func query(_ sql: String) async throws -> [String] {
        let output = try await psql(url, sql, arguments: ["-A", "-t", "-q"])
        guard output.status == 0 else { throw TestKitError("psql: \(output.standardError)\n\(sql)") }
        return output.standardOutput.split(separator: "\n").map(String.init)
    }

    /// The first cell of the first row.
    func value(_ sql: String) async throws -> String {
        try await query(sql).first ?? ""
    }

    /// Inserts a job as an App does.
    func insert(type: String, payload: String = #"{"package_id": "proj-1"}"#, company: String = "acme") async throws
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
    func end(of job: String, within limit: Duration = .seconds(40)) async throws -> (status: String, error: String) {
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
