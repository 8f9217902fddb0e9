/// What the queue is to reach with the settings that ship.
struct QueueAims {
    let report: Report

    var text: String {
        let lines = all.compactMap(\.line)
        return lines.isEmpty ? "" : "\naims\n\(lines.joined(separator: "\n"))"
    }

    private var all: [Aim] {
        [
            .atLeast(0.7, "drain in-process / limit", drain(.inProcess)),
            .atLeast(0.5, "drain in an own process / limit", drain(.process)),
            .atLeast(1, "drain in an own process / the fastest peer that has a worker", peers),
            .atMost(1, "pick-up p50, ms", value(LatencyBenchmark.part, "p50_ms", "process, NOTIFY")),
            .atMost(3, "pick-up p99, ms", value(LatencyBenchmark.part, "p99_ms", "process, NOTIFY")),
            .atMost(2, "pick-up p50 / without a host", pickUp),
            .atLeast(0.95, "drain with history / without", growth(.finished, "jobs_per_s")),
            .atLeast(0.95, "drain with a long queue / with a short one", growth(.waiting, "jobs_per_s")),
            .atMost(1.1, "pick-up p50 with history / without", growth(.finished, "p50_ms")),
            .atMost(0, "hot statements that read whole tables", plans),
            .atLeast(0.9, "INSERT of a row, 1 client: with trigger / bare", insert("single rows, 1 client")),
            .atLeast(0.9, "INSERT of a row, 4 clients: with trigger / bare", insert("single rows, 4 clients")),
            .atMost(
                1000, "progress in-process, ns a call", value(ProgressBenchmark.part, "ns_with_details", "in-process")),
            .atMost(
                5000, "progress in an own process, ns a call",
                value(ProgressBenchmark.part, "ns_with_details", "process")),
            .atMost(
                4, "database writes for progress, a second", worst(ProgressBenchmark.part, "database_writes_per_s")),
            .atMost(32, "growth of the host by an artifact, MiB", worst(ArtifactBenchmark.part, "host_growth_MiB")),
            .atMost(12, "idle: statements a minute", value(IdleBenchmark.part, "statements_per_min", "process")),
            .atMost(40, "idle: host, MiB", value(IdleBenchmark.part, "host_MiB", "process")),
            .atMost(0, "idle: runners", value(IdleBenchmark.part, "runners", "process")),
            .atMost(1.2, "soak: p99 of the last minute / of the second", soak("p99_ms")),
            .atMost(1.2, "soak: dead rows of the last minute / of the second", soak("dead_rows")),
            .atLeast(0.6, "INSERT of 1000 rows: with trigger / bare", insert("1000 rows a statement, 1 client")),
        ]
    }

    private func growth(_ state: GrowthBenchmark.State, _ figure: String) -> Double? {
        let values = [GrowthBenchmark.State.empty, state].map { state in
            report.measurements.first {
                $0.part == GrowthBenchmark.part && $0.name.hasPrefix("process,") && $0.name.hasSuffix(state.rawValue)
            }?[figure]
        }
        guard let base = values[0], let value = values[1] else { return nil }
        return value / base
    }

    private func drain(_ placement: Placement) -> Double? {
        report.measurements
            .filter { $0.part == DrainBenchmark.part && $0.name.hasPrefix("\(placement.rawValue),") }
            .compactMap { $0["of_limit"] }.max()
    }

    private var peers: Double? {
        let rates = report.measurements.filter { $0.part == PeerBenchmark.part && !$0.name.contains("SQL") }
        let own = report.measurements.filter { $0.part == DrainBenchmark.part && $0.name.hasPrefix("process,") }
        guard let fastest = rates.compactMap({ $0["jobs_per_s"] }).max(),
            let best = own.compactMap({ $0["jobs_per_s"] }).max()
        else { return nil }
        return best / fastest
    }

    private var pickUp: Double? {
        guard let floor = value(LatencyBenchmark.part, "p50_ms", LatencyBenchmark.floor),
            let host = value(LatencyBenchmark.part, "p50_ms", "process, NOTIFY")
        else { return nil }
        return host / floor
    }

    private var plans: Double? {
        report.measurements.filter { $0.part == GrowthBenchmark.planPart }.compactMap { $0["tables_read_whole"] }
            .max()
    }

    /// The worse of nobody listening and a host that does.
    private func insert(_ shape: String) -> Double? {
        report.measurements.filter { $0.part == InsertBenchmark.part && $0.name.hasPrefix("\(shape);") }
            .compactMap { $0["of_bare"] }.min()
    }

    private func soak(_ figure: String) -> Double? {
        let minutes = report.measurements.filter { $0.part == SoakBenchmark.part }.compactMap { $0[figure] }
        return minutes.count > 2 ? minutes[minutes.count - 1] / minutes[1] : nil
    }

    private func worst(_ part: String, _ figure: String) -> Double? {
        report.measurements.filter { $0.part == part }.compactMap { $0[figure] }.max()
    }

    private func value(_ part: String, _ figure: String, _ name: String) -> Double? {
        report.measurements.first { $0.part == part && $0.name == name }?[figure]
    }
}
