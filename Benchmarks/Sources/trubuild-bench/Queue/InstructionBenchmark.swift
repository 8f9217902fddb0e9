import Foundation

/// Instructions that the runner carries out for a job, counted by callgrind: unlike times, they hardly depend on what else
/// the machine does. Two drains, one twice as long as the other; the difference is free of start and stop. (The host itself
/// cannot be counted: its main thread ends in libdispatch, which callgrind does not survive.)
struct InstructionBenchmark {
    let bench: QueueBenchmarks

    func instructionsPerJob() throws -> Double {
        let programs = try makePrograms()
        let folder = try bench.folder("noop", .process)
        let jobs = 2_000
        let counts = try [jobs, 2 * jobs].map { try instructions(folder, programs, jobs: $0) }
        return (counts[1] - counts[0]) / Double(jobs)
    }

    /// A copy of the host beside a runner that is run under callgrind.
    private func makePrograms() throws -> String {
        let programs = "\(bench.server.folder)/callgrind"
        try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: false)
        let runner = URL(filePath: bench.host).deletingLastPathComponent().appending(path: "trubuild-runner").path
        try FileManager.default.copyItem(atPath: bench.host, toPath: "\(programs)/trubuild-host")
        // Callgrind does not understand its debug information.
        try ChildProcess(["strip", "-o", "\(programs)/counted", runner], log: "\(programs)/strip.log").wait()
        let script = """
            #!/bin/sh
            exec valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file='\(programs)/count.%p' \
            '\(programs)/counted' "$@"
            """
        try script.write(toFile: "\(programs)/trubuild-runner", atomically: false, encoding: .utf8)
        chmod("\(programs)/trubuild-runner", 0o755)
        return programs
    }

    /// Of all runners of one host that works off so many jobs.
    private func instructions(_ folder: HostFolder, _ programs: String, jobs: Int) throws -> Double {
        try bench.withDatabase { database in
            try bench.insertJobs(jobs, type: folder.jobType, database: database)
            let connection = try Connection(database: database)
            let host = try HostProcess(
                bench, folder, database: database, program: "\(programs)/trubuild-host")
            try bench.wait(for: "\(jobs) jobs under callgrind", limit: 300, interval: 0.2) {
                try host.check()
                return try connection.numbers("SELECT count(*) FROM job_artifacts")[0] == Double(jobs)
            }
            try host.stop()
            var total = 0.0
            for name in try FileManager.default.contentsOfDirectory(atPath: programs) where name.hasPrefix("count.") {
                // "==123== Collected : 456"
                let text = try String(contentsOfFile: "\(programs)/\(name)", encoding: .utf8)
                let line = text.split(separator: "\n").last { $0.contains("Collected : ") }
                total += line?.split(separator: " ").last.flatMap { Double($0) } ?? 0
                try FileManager.default.removeItem(atPath: "\(programs)/\(name)")
            }
            guard total > 0 else {
                throw Failure("callgrind has counted nothing; the host:\n\(host.log.suffix(2_000))")
            }
            return total
        }
    }
}
