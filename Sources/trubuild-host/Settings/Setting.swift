/// A setting of the host: its name in the environment and in `.env`, and the flag that overrides both.
struct Setting: Sendable, Hashable {
    let name: String
    let flag: String
    let defaultText: String
    let help: String

    static let databaseType = Setting(
        name: "DB_TYPE", flag: "--db-type", defaultText: "mock", help: "postgres, or mock for a queue in memory")
    static let databaseURL = Setting(
        name: "DATABASE_URL", flag: "--database-url", defaultText: "none",
        help: "postgresql://user:password@host:5432/dbname")
    static let pollInterval = Setting(
        name: "WORKER_POLL_INTERVAL", flag: "--poll-interval", defaultText: "5",
        help: "seconds between two looks at the queue when nothing wakes the host")
    static let batchSize = Setting(
        name: "WORKER_BATCH_SIZE", flag: "--batch-size", defaultText: "1000", help: "most jobs taken in one look")
    static let packagesDirectory = Setting(
        name: "PACKAGES_DIR", flag: "--packages-dir", defaultText: "packages",
        help: "folder of the packages: COMPANY/PACKAGE/tech_rfp/...")
    static let drainGrace = Setting(
        name: "WORKER_DRAIN_GRACE", flag: "--drain-grace", defaultText: "30",
        help: "seconds that running jobs get to finish when the host stops")
    static let beatInterval = Setting(
        name: "WORKER_BEAT_INTERVAL", flag: "--beat-interval", defaultText: "3",
        help: "seconds between two signs of life to the other hosts")
    static let lease = Setting(
        name: "WORKER_LEASE", flag: "--lease", defaultText: "10",
        help: "seconds without one after which others take over this host's runs")
    static let spoolLimit = Setting(
        name: "SPOOL_LIMIT", flag: "--spool-limit", defaultText: "4GiB",
        help: "the most disk that results waiting to be written may take")
    static let notify = Setting(
        name: "WORKER_NOTIFY", flag: "--notify", defaultText: "on",
        help: "on, or off behind a pooler in transaction mode: the host then only polls")
    static let logLevel = Setting(
        name: "LOG_LEVEL", flag: "--log-level", defaultText: "info", help: "trace, debug, info, warning or error")

    static let all = [
        databaseType, databaseURL, pollInterval, batchSize, packagesDirectory, drainGrace, beatInterval, lease,
        spoolLimit, notify, logLevel,
    ]

    /// For `--help`.
    static var helpTable: String {
        all.map { setting in
            let name = setting.name.padded(to: 21)
            return "  \(name) \(setting.help) (default: \(setting.defaultText))"
        }.joined(separator: "\n")
    }
}

extension String {
    /// Spaces on the right up to `width` characters.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
