import Foundation

/// `pgbench` with a script of our own.
struct Pgbench {
    let server: PostgresServer
    let database: String

    struct Result {
        var transactionsPerSecond: Double
        /// How many were carried out.
        var transactions: Double
    }

    /// - Parameter options: settings of its connections, as `PGOPTIONS` takes them.
    func run(_ script: String, clients: Int, seconds: Int, options: String = "") throws -> Result {
        let file = "\(server.folder)/script.sql"
        try script.write(toFile: file, atomically: false, encoding: .utf8)
        setenv("PGOPTIONS", options, 1)
        defer { unsetenv("PGOPTIONS") }
        let output = try ChildProcess(
            [
                server.installation.program("pgbench"), "-n", "-M", "prepared", "-c", "\(clients)", "-j",
                "\(min(clients, 2))",
            ]
                + ["-T", "\(seconds)", "-f", file, database], log: "\(server.folder)/pgbench.log"
        ).wait()
        guard let rate = Self.number(after: "tps = ", in: output),
            let count = Self.number(after: "number of transactions actually processed: ", in: output)
        else { throw Failure("cannot read what pgbench says:\n\(output)") }
        return Result(transactionsPerSecond: rate, transactions: count)
    }

    private static func number(after label: String, in text: String) -> Double? {
        text.range(of: label).flatMap { Double(text[$0.upperBound...].prefix { $0.isNumber || $0 == "." }) }
    }
}
