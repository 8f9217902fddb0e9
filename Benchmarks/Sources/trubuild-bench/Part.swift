/// What can be measured alone.
enum Part: String, CaseIterable {
    case analysis, limit, drain, latency, growth, insert, runner, progress, artifact, logs, idle, guards, peers, soak

    static let usual = allCases.filter { $0 != .peers && $0 != .guards }

    var summary: String {
        switch self {
        case .analysis: "the job tech_rfp_analysis over large packages"
        case .limit: "pgbench writing the rows of a job: what the database itself can do"
        case .drain: "queued no-op jobs through the host: jobs a second, processor time, memory, WAL, commits"
        case .latency: "from the commit of a single INSERT to the processor's first instruction"
        case .growth: "drain, latency and plans with a million finished jobs, a million that wait, an old snapshot"
        case .insert: "the App's INSERTs, with and without our trigger"
        case .runner: "the start of a runner, and what each callback costs a processor"
        case .progress: "a processor that reports all the time: cost of a call, writes to the database"
        case .artifact: "artifacts of 1 kB, 1 MB, 100 MB, and one beyond its limit: time, memory"
        case .logs: "a processor that logs all the time: what the log gets, memory"
        case .idle: "a host that has nothing to do: statements, memory, runners"
        case .guards: "* instructions, WAL and commits per job against Benchmarks/Thresholds.json (needs valgrind)"
        case .peers: "* procrastinate, pgqueuer, chancy, oban from PyPI, and what others do in SQL (or PEERS=1)"
        case .soak: "ten minutes at half the rate of the drain: latency, dead rows, sizes"
        }
    }

    /// Whether it needs a server.
    var usesQueue: Bool { self != .analysis }
}
