import Foundation

/// The plans that the server carries out for new sessions of one database, by its `auto_explain`.
struct PlanLog {
    struct Statement {
        var text: String
        var calls = 0
        /// Blocks read, from memory or disk, in all calls.
        var blocks = 0.0
        var milliseconds = 0.0
        /// Of our tables, those that were read from end to end, by themselves or by an index.
        var wholeReads: Set<String> = []

        /// What it does, in a word.
        var name: String {
            if text.contains("SKIP LOCKED") { return "claim" }
            if text.contains("job_artifacts") { return "finish" }
            return String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(50))
        }
    }

    private static let tables: Set = ["jobs", "job_runs", "job_artifacts", "queue", "checkpoints"]

    let server: PostgresServer
    /// Where the log stood.
    private let start: Int

    init(server: PostgresServer, database: String) throws {
        self.server = server
        let connection = try Connection(database: database)
        for setting in [
            "session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0",
            "auto_explain.log_analyze = on", "auto_explain.log_buffers = on", "auto_explain.log_timing = off",
            "auto_explain.log_nested_statements = on", "auto_explain.log_format = json",
        ] {
            try connection.execute("ALTER DATABASE \(database) SET \(setting)")
        }
        start = server.log.utf8.count
    }

    /// Those that touch a table of the queue and were called so many times or more.
    func hotStatements(calls: Int) -> [Statement] {
        var statements: [String: Statement] = [:]
        let log = String(decoding: server.log.utf8.dropFirst(start), as: UTF8.self)
        let entries = log.components(separatedBy: "plan:\n")
        for (head, entry) in zip(entries, entries.dropFirst()) {
            // "LOG:  duration: 0.524 ms  plan:", and the lines of the plan begin with a tab.
            let duration = head.split(separator: "\n").last?.split(separator: " ").suffix(2).first
            let lines = entry.split(separator: "\n").prefix { $0.hasPrefix("\t") }
            guard let root = try? JSONSerialization.jsonObject(with: Data(lines.joined(separator: "\n").utf8)),
                let object = root as? [String: Any], let text = object["Query Text"] as? String,
                let plan = object["Plan"] as? [String: Any]
            else { continue }
            var tables: Set<String> = []
            var scans: Set<String> = []
            Self.walk(plan, &tables, &scans)
            guard !tables.isDisjoint(with: Self.tables) else { continue }
            statements[text, default: Statement(text: text)].calls += 1
            statements[text]?.blocks += ["Shared Hit Blocks", "Shared Read Blocks"].reduce(0) {
                $0 + ((plan[$1] as? NSNumber)?.doubleValue ?? 0)
            }
            statements[text]?.milliseconds += duration.flatMap { Double($0) } ?? 0
            statements[text]?.wholeReads.formUnion(scans.intersection(Self.tables))
        }
        return statements.values.filter { $0.calls >= calls }
    }

    private static func walk(_ node: [String: Any], _ tables: inout Set<String>, _ scans: inout Set<String>) {
        if let table = node["Relation Name"] as? String {
            tables.insert(table)
            let type = node["Node Type"] as? String ?? ""
            let isWhole = type == "Seq Scan" || type.hasPrefix("Index") && node["Index Cond"] == nil
            // One that only looks whether there is a row ends with the first.
            let endsAtFirst =
                node["Parent Relationship"] as? String == "InitPlan" && node["Filter"] == nil
                && (node["Actual Rows"] as? NSNumber).map { $0.intValue <= 1 } == true
            if isWhole && !endsAtFirst { scans.insert(table) }
        }
        for child in node["Plans"] as? [[String: Any]] ?? [] { walk(child, &tables, &scans) }
    }
}
