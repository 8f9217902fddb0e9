import Foundation

/// The App's side: what our trigger on `jobs` costs an INSERT. The best of three rounds, in which the
/// variants take turns: what else the machine has to do only takes away.
struct InsertBenchmark {
    static let part = "insert"

    private enum Variant: String, CaseIterable {
        case bare = "no trigger"
        case alone = "trigger, no host"
        /// Nothing to do for it: the jobs are of a type that it does not serve. But it is woken.
        case listened = "trigger, a host listens"
    }

    private struct Shape {
        var name: String
        var rows: Int
        var clients: Int
    }

    private static let shapes = [
        Shape(name: "single rows, 1 client", rows: 1, clients: 1),
        Shape(name: "single rows, 4 clients", rows: 1, clients: 4),
        Shape(name: "1000 rows a statement, 1 client", rows: 1_000, clients: 1),
    ]

    let bench: QueueBenchmarks

    func run() throws {
        let folder = try bench.folder("noop", .process)
        var rates: [String: [Variant: Double]] = [:]
        var costs: [String: [Variant: Double]] = [:]
        for _ in 1...3 {
            for variant in Variant.allCases {
                try bench.withDatabase { database in
                    let connection = try Connection(database: database)
                    if variant == .bare {
                        try connection.execute("ALTER TABLE jobs DISABLE TRIGGER trubuild_enqueue")
                    }
                    let host = variant == .listened ? try HostProcess(bench, folder, database: database) : nil
                    if host != nil { sleep(2) }
                    for shape in Self.shapes {
                        try connection.execute("CHECKPOINT")
                        let cpu = bench.server.processorSeconds
                        let result = try Pgbench(server: bench.server, database: database).run(
                            Self.script(shape.rows), clients: shape.clients, seconds: 3)
                        let used = bench.server.processorSeconds - cpu
                        let rate = result.transactionsPerSecond * Double(shape.rows)
                        let cost = used / result.transactions / Double(shape.rows) * 1e6
                        rates[shape.name, default: [:]][variant] = max(rate, rates[shape.name]?[variant] ?? 0)
                        costs[shape.name, default: [:]][variant] = min(cost, costs[shape.name]?[variant] ?? .infinity)
                    }
                    try host?.stop()
                }
            }
        }
        for shape in Self.shapes {
            let bare = rates[shape.name]?[.bare] ?? .nan
            for variant in Variant.allCases {
                let rate = rates[shape.name]?[variant] ?? .nan
                bench.report.add(
                    Self.part, "\(shape.name); \(variant.rawValue)",
                    [
                        Figure("rows_per_s", rate), Figure("of_bare", rate / bare),
                        Figure("server_us_per_row", costs[shape.name]?[variant] ?? .nan),
                    ])
            }
        }
    }

    private static func script(_ rows: Int) -> String {
        let values = "gen_random_uuid(), 'bench_insert', '{\"package_id\": \"bench\"}', 'company', 'user'"
        let source = rows == 1 ? "VALUES (\(values))" : "SELECT \(values) FROM generate_series(1, \(rows))"
        return "INSERT INTO jobs (id, type, payload, company_id, user_id) \(source);"
    }
}
