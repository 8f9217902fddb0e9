import ArgumentParser
import Foundation
import JSONText
import JobQueue
import Logging
import ProcessorHost
import ServiceLifecycle
import Worker

/// `trubuild-host exec`: one job over one package folder, without a database.
struct Exec: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run one job over a package folder, and write its artifacts to files.",
        discussion: """
            The job takes the same way as one from the database: queue, worker, runner process, processor. Exit status \
            0 when the run completed; else 1, with the run's error on standard error. Ctrl-C or SIGTERM stops the run (exit \
            status 130 or 143), a second one ends the program at once.

            Examples:
              trubuild-host exec evaluation_extract --package packages/acme-developments/riverside-clinic
              trubuild-host exec tech_rfp_summary --package . --payload '{"rfp_variant": "comm"}' --out results

            A report needs the analysis that came before it. Beside its artifacts exec leaves job.json, so the folder of the \
            one is all that the other needs:
              trubuild-host exec analysis --package PACKAGE --payload @criteria.json --out out/analysis
              trubuild-host exec report --package PACKAGE --earlier out/analysis --out out/report
            """)

    @Argument(help: "The job type, or its short name: tech_rfp_evaluation_extract or evaluation_extract.")
    var type: String

    @Option(
        name: .customLong("package"),
        help: ArgumentHelp("The package folder, the one with tech_rfp in it.", valueName: "folder"))
    var packageFolder: String

    @Option(
        help: ArgumentHelp(
            "The job's payload, or @ and the file that holds it. package_id is the folder's name unless given.",
            valueName: "JSON"))
    var payload = "{}"

    @OptionGroup var manifest: ManifestOptions

    @Option(
        help: ArgumentHelp("Where the artifacts go, one file for each: result.json, report.html.", valueName: "folder"))
    var out = "."

    @Option(
        help: ArgumentHelp(
            "The --out folder of an earlier exec over this package, whose results the job may use; may be repeated. For "
                + "JSON files from elsewhere: TYPE=FOLDER.", valueName: "folder"))
    var earlier: [String] = []

    @Option(help: ArgumentHelp(Setting.logLevel.help, valueName: "level"))
    var logLevel = "error"

    @Flag(help: "Print the outcome as JSON, for programs.")
    var json = false

    func run() async throws {
        let folder = URL(filePath: packageFolder, directoryHint: .isDirectory).standardizedFileURL
        let path = folder.path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("No package folder at \(path). Name the folder that has tech_rfp in it.")
        }
        try makeOutputFolder()
        let job = Job(
            id: JobID(TimeOrderedIDs().next()), type: type,
            payload: try PayloadOption.read(payload, packageID: Self.id(from: folder.lastPathComponent)),
            companyID: company(of: folder), userID: nil)
        let earlierResults = try earlier.map { argument in
            let folder = try EarlierFolder(argument: argument)
            return (job: try folder.job(besides: job), results: folder)
        }

        guard let level = Logger.Level(rawValue: logLevel) else {
            throw ValidationError("--log-level: found \(logLevel), wanted \(Setting.logLevel.help).")
        }
        let logger = HostLogging.start(level: level)
        var configuration = try manifest.hostConfiguration()
        // Files hold more than the database does.
        configuration.contentTypes.append("text/html")
        let signals = await StopSignals.trap(.twoSteps)
        let host: ProcessorHost
        do {
            host = try await signals.startHost(configuration, logger: logger)
        } catch is CancellationError {
            return try finish(nil, of: job, signals)
        }
        let final: RunSnapshot?
        do {
            try await host.checkServes(type: type)
            let store = InMemoryJobStore(lease: .alone)
            for earlier in earlierResults {
                try await store.insert(
                    earlier.job, completedAt: earlier.results.completedAt, artifacts: earlier.results.artifacts)
            }
            final = try await execute(
                job, in: store, host: host, packages: .folder(path), signals: signals, logger: logger)
        } catch {
            await host.shutdown()
            throw error
        }
        await host.shutdown()
        try finish(final, of: job, signals)
    }

    /// Runs a worker over a queue in memory that holds just this job, until the job has ended or a signal comes.
    private func execute(
        _ job: Job, in store: InMemoryJobStore, host: ProcessorHost, packages: PackageLocator,
        signals: StopSignals, logger: Logger
    ) async throws -> RunSnapshot? {
        try await store.insert(job)
        let updates = await store.updates(of: job.id)
        let worker = Worker(
            store: store, executor: host, packages: packages,
            configuration: WorkerConfiguration(pollInterval: .seconds(1), batchSize: 1, drainGrace: .zero),
            logger: logger)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: worker, successTerminationBehavior: .gracefullyShutdownGroup)],
                logger: logger))

        return try await withThrowingTaskGroup(of: Void.self, returning: RunSnapshot?.self) { tasks in
            tasks.addTask { try await signals.run(group) }
            var bar = ProgressBar()
            var last: RunSnapshot?
            for await update in updates {
                if update.attempt > last?.attempt ?? 1, signals.received == nil {
                    bar.finish()
                    await tellFailure(before: update, in: store)
                }
                last = update
                if let progress = update.progress { bar.show(progress.bytes) }
            }
            bar.finish()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return last
        }
    }

    /// Says why the attempt before this one failed.
    private func tellFailure(before next: RunSnapshot, in store: InMemoryJobStore) async {
        let ended = await store.snapshot(of: next.job)?.runs.last { $0.attempt < next.attempt }
        guard let ended, let error = ended.error else { return }
        let pause = next.delay.map { $0 / .seconds(1) } ?? 0
        let when = pause < 0.05 ? "trying again" : "trying again in \((pause * 10).rounded(.up) / 10) s"
        printError("Attempt \(ended.attempt) gave no result, \(when): \(error)")
    }

    private func finish(_ run: RunSnapshot?, of job: Job, _ signals: StopSignals) throws {
        guard let run, run.status == .completed else {
            let interruption = signals.received.map { "interrupted by \($0) before it ended" }
            let status = interruption == nil ? run?.status.rawValue : nil
            let error = interruption ?? run?.error?.description ?? "ended without a result"
            if json { print(try Outcome(status: status ?? "interrupted", error: error).json()) }
            printError("Error: \(error)")
            throw signals.exitCode ?? ExitCode.failure
        }
        let folder = URL(filePath: out, directoryHint: .isDirectory)
        let record = JobRecord(
            type: JobTypeAlias.fullName(of: job.type), payload: job.payload,
            files: JobRecord.files(of: run.artifacts))
        var files: [String] = []
        for (artifact, name) in zip(run.artifacts, record.files.map(\.name)) {
            let file = folder.appending(path: name)
            try artifact.content.copy(to: file)
            files.append(file.path(percentEncoded: false))
        }
        let recordFile = folder.appending(path: JobRecord.fileName)
        try record.json().write(to: recordFile, options: .atomic)
        let outcome = Outcome(
            status: run.status.rawValue, artifacts: files, job: recordFile.path(percentEncoded: false))
        print(try json ? outcome.json() : files.joined(separator: "\n"))
    }

    private func printError(_ line: String) {
        // Standard error may be closed or full: the exit status still tells.
        try? FileHandle.standardError.write(contentsOf: Data("\(line)\n".utf8))
    }

    /// The folder above the package's, as packages lie in `COMPANY/PACKAGE`.
    private func company(of folder: URL) -> String? {
        let name = folder.deletingLastPathComponent().lastPathComponent
        return name == "/" ? nil : Self.id(from: name)
    }

    /// A folder's name as an id, which may not hold all that a folder's name may.
    static func id(from name: String) -> String {
        var id = ""
        for scalar in name.unicodeScalars {
            let isUnfit = scalar == "/" || scalar == "\\" || scalar.properties.generalCategory == .control
            id.unicodeScalars.append(isUnfit ? "_" : scalar)
        }
        return id
    }

    /// Makes the folder for the artifacts before the work begins, so that its result is not lost at the end.
    private func makeOutputFolder() throws {
        do {
            try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        } catch {
            throw ValidationError("--out: cannot make the folder \(out). Name one that you may write to.")
        }
        guard FileManager.default.isWritableFile(atPath: out) else {
            throw ValidationError("--out: cannot write to the folder \(out). Name one that you may write to.")
        }
    }
}

/// What `exec --json` prints.
private struct Outcome: Encodable {
    let status: String
    var error: String?
    var artifacts: [String] = []
    /// What `--earlier` reads.
    var job: String?

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
