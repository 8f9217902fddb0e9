import ArgumentParser
import Foundation
import JobQueue
import Logging
import PostgresClient
import PostgresJobStore
import ProcessorHost
import ServiceLifecycle
import Worker

/// `trubuild-host`: serves the queue.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the queue until SIGTERM or SIGINT (the default).",
        discussion: """
            On the first signal it takes no more jobs, lets the running ones finish within the drain grace, gives the \
            rest back to the queue without charging an attempt, and exits with status 0. A second signal, or SIGQUIT, skips \
            the grace; a third ends the program at once.

            Processors may be added, replaced and removed while it serves. It notices within two seconds; SIGHUP makes it look \
            at once, also at the manifest.
            """)

    @OptionGroup var manifest: ManifestOptions

    @Option(help: ArgumentHelp(Setting.databaseType.help, valueName: "type"))
    var dbType: String?

    @Option(help: ArgumentHelp("A database URL. The environment is the better place for a password.", valueName: "url"))
    var databaseUrl: String?

    @Option(help: ArgumentHelp(Setting.pollInterval.help, valueName: "seconds"))
    var pollInterval: String?

    @Option(help: ArgumentHelp(Setting.batchSize.help, valueName: "count"))
    var batchSize: String?

    @Option(help: ArgumentHelp(Setting.packagesDirectory.help, valueName: "folder"))
    var packagesDir: String?

    @Option(help: ArgumentHelp(Setting.drainGrace.help, valueName: "seconds"))
    var drainGrace: String?

    @Option(help: ArgumentHelp(Setting.beatInterval.help, valueName: "seconds"))
    var beatInterval: String?

    @Option(help: ArgumentHelp(Setting.lease.help, valueName: "seconds"))
    var lease: String?

    @Option(help: ArgumentHelp(Setting.spoolLimit.help, valueName: "size"))
    var spoolLimit: String?

    @Option(help: ArgumentHelp(Setting.notify.help, valueName: "on|off"))
    var notify: String?

    @Option(help: ArgumentHelp(Setting.logLevel.help, valueName: "level"))
    var logLevel: String?

    func run() async throws {
        let settings = try await loadSettings()
        let logger = HostLogging.start(level: settings.logLevel)
        for warning in settings.warnings { logger.warning("\(warning)") }

        let store = try store(settings, logger: logger)
        var configuration = try manifest.hostConfiguration()
        configuration.spoolLimit = settings.spoolLimit
        let signals = await StopSignals.trap(.threeSteps)
        let processors: ProcessorHost
        do {
            processors = try await signals.startHost(configuration, logger: logger)
        } catch is CancellationError {
            return logger.info("stopped before the processors were ready")
        }
        do {
            try await processors.checkServesAny(logger: logger)
            let worker = Worker(
                store: store, executor: processors, packages: .root(settings.packagesDirectory),
                configuration: WorkerConfiguration(
                    pollInterval: settings.pollInterval, batchSize: settings.batchSize,
                    drainGrace: settings.drainGrace),
                logger: logger)
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: [
                        .init(service: worker, successTerminationBehavior: .gracefullyShutdownGroup),
                        .init(service: ProcessorWatch(processors: processors), successTerminationBehavior: .ignore),
                    ],
                    logger: logger))
            try await signals.run(group)
        } catch {
            await processors.shutdown()
            throw error
        }
        await processors.shutdown()
        logger.info("stopped")
    }

    private func loadSettings() async throws -> HostSettings {
        let given: [(Setting, String?)] = [
            (.databaseType, dbType), (.databaseURL, databaseUrl), (.pollInterval, pollInterval),
            (.batchSize, batchSize), (.packagesDirectory, packagesDir), (.drainGrace, drainGrace),
            (.beatInterval, beatInterval), (.lease, lease), (.spoolLimit, spoolLimit), (.notify, notify),
            (.logLevel, logLevel),
        ]
        let flags = Dictionary(
            uniqueKeysWithValues: given.compactMap { setting, text in text.map { (setting, $0) } })
        let sources = try SettingSources(
            flags: flags, environment: ProcessInfo.processInfo.environment, file: ".env")
        return try HostSettings(sources, currentDirectory: FileManager.default.currentDirectoryPath)
    }

    private func store(_ settings: HostSettings, logger: Logger) throws -> any JobStore {
        switch settings.database {
        case .memory: return InMemoryJobStore(lease: .alone)
        case .postgres(let url):
            let configuration = try PostgresConfiguration(url: url)
            logger.info("the queue is in \(configuration)")
            return PostgresJobStore(
                configuration: configuration, lease: settings.lease, listens: settings.notify,
                makeID: TimeOrderedIDs().next, logger: logger)
        }
    }
}
