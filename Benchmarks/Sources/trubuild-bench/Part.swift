/// What can be measured alone.
enum Part: String, CaseIterable {
    case analysis, limit, drain, latency

    static let usual: [Part] = allCases

    var summary: String {
        switch self {
        case .analysis: "the job tech_rfp_analysis over large packages"
        case .limit: "pgbench writing the rows of a job: what the database itself can do"
        case .drain: "queued no-op jobs through the host: jobs a second, processor time, memory, WAL, commits"
        case .latency: "from the commit of a single INSERT to the processor's first instruction"
        }
    }

    /// Whether it needs a server.
    var usesQueue: Bool { self != .analysis }
}
