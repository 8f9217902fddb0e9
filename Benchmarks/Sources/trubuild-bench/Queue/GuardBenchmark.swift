import Foundation

/// What a job costs, in units that are the same on every machine, against the bounds in `Benchmarks/Thresholds.json`.
struct GuardBenchmark {
    static let part = "guards"

    let bench: QueueBenchmarks

    /// - Throws: ``Failure`` when a bound is exceeded.
    func run() throws {
        let file = bench.options.root.appending(path: "Benchmarks/Thresholds.json")
        let bounds = try JSONDecoder().decode([String: Double].self, from: Data(contentsOf: file))
        let folder = try bench.folder("noop", .process)
        let jobs = 20_000
        var seen = try bench.withDatabase { database in
            try bench.insertJobs(jobs, type: folder.jobType, database: database)
            return try DrainBenchmark(bench: bench).drain(folder, hosts: 1, database: database, jobs: jobs)
        }
        seen.append(Figure("runner_instructions_per_job", try InstructionBenchmark(bench: bench).instructionsPerJob()))
        var exceeded: [String] = []
        for (name, bound) in bounds.sorted(by: { $0.key < $1.key }) {
            guard let figure = seen.first(where: { $0.name == name }) else {
                throw Failure("\(file.path): \(name) is not measured; there are \(seen.map(\.name))")
            }
            bench.report.add(Self.part, name, [figure.named("seen"), Figure("bound", bound)])
            if figure.value > bound { exceeded.append("\(name): \(figure.text), at most \(bound) wanted") }
        }
        guard exceeded.isEmpty else { throw Failure("guards:\n\(exceeded.joined(separator: "\n"))") }
    }
}
