import Foundation
import JobQueue
import Logging
import ProcessorHost

/// The settings of a host, read and checked.
struct HostSettings: Sendable, Hashable {
    enum Database: Sendable, Hashable {
        case memory
        /// The URL holds a password: it is never printed.
        case postgres(url: String)
    }

    var database: Database
    var pollInterval: Duration
    var batchSize: Int
    /// Absolute.
    var packagesDirectory: String
    var drainGrace: Duration
    var lease: LeasePolicy
    /// What the artifacts that wait in files may hold together, in bytes.
    var spoolLimit: UInt64
    /// Whether the database may wake the host; not through a pooler in transaction mode.
    var notify: Bool
    var logLevel: Logger.Level
    /// What is odd about the settings without being wrong.
    var warnings: [String] = []

    /// - Throws: ``SettingError`` for the first setting that cannot be used.
    init(_ sources: SettingSources, currentDirectory: String) throws {
        func value<Value>(
            _ setting: Setting, default fallback: Value, wanted: String, _ parse: (String) -> Value?
        ) throws -> Value {
            guard let found = sources.find(setting) else { return fallback }
            guard let value = parse(found.text) else {
                throw SettingError(source: found.source, found: found.text, wanted: wanted)
            }
            return value
        }

        pollInterval = try value(
            .pollInterval, default: .seconds(5), wanted: "seconds from 0.05 to 3600, for example 5",
            { Self.seconds($0, within: 0.05...3600) })
        batchSize = try value(
            .batchSize, default: 1_000, wanted: "a whole number from 1 to 10000",
            { Int($0).flatMap { (1...10_000).contains($0) ? $0 : nil } })
        drainGrace = try value(
            .drainGrace, default: .seconds(30), wanted: "seconds from 0 to 86400, for example 30",
            { Self.seconds($0, within: 0...86_400) })
        let beatInterval = try value(
            .beatInterval, default: LeasePolicy.standard.beatInterval,
            wanted: "seconds from 0.05 to 600, for example 3",
            { Self.seconds($0, within: 0.05...600) })
        let leaseDuration = try value(
            .lease, default: LeasePolicy.standard.duration, wanted: "seconds from 0.2 to 3600, for example 10",
            { Self.seconds($0, within: 0.2...3600) })
        do {
            lease = try LeasePolicy(beatInterval: beatInterval, duration: leaseDuration)
        } catch {
            throw SettingError(
                source: "WORKER_BEAT_INTERVAL and WORKER_LEASE", found: "\(beatInterval) and \(leaseDuration)",
                wanted: "a lease of at least \(beatInterval * 2.5), so that a beat may fail without harm")
        }
        spoolLimit = try value(
            .spoolLimit, default: ProcessorHostConfiguration.defaultSpoolLimit,
            wanted: "a size from 1 MiB to 16 TiB, for example 4GiB",
            { ByteText.parse($0).flatMap { (1 << 20...16 << 40).contains($0) ? $0 : nil } })
        notify = try value(
            .notify, default: true, wanted: "on or off", { ["on": true, "off": false][$0.lowercased()] })
        logLevel = try value(
            .logLevel, default: .info, wanted: "trace, debug, info, notice, warning, error or critical",
            { Logger.Level(rawValue: $0.lowercased()) })
        let packages = sources.find(.packagesDirectory)?.text ?? Setting.packagesDirectory.defaultText
        packagesDirectory = URL(
            filePath: packages, directoryHint: .isDirectory,
            relativeTo: URL(filePath: currentDirectory, directoryHint: .isDirectory)
        ).standardizedFileURL.path(percentEncoded: false)

        let url = sources.find(.databaseURL)
        let usesPostgres = try value(
            .databaseType, default: false, wanted: "postgres or mock",
            { ["postgres": true, "postgresql": true, "mock": false][$0.lowercased()] })
        switch (usesPostgres, url) {
        case (true, let url?):
            database = .postgres(url: url.text)
        case (true, nil):
            throw SettingError(
                source: "DATABASE_URL", found: nil,
                wanted: "a URL like postgresql://user:password@host:5432/dbname, since DB_TYPE is postgres")
        case (false, let url):
            database = .memory
            warnings.append(
                url == nil
                    ? "the queue is in memory and empty; set DB_TYPE=postgres and DATABASE_URL to serve a database"
                    : "DATABASE_URL is set but not used: DB_TYPE is not postgres")
        }
    }

    private static func seconds(_ text: String, within range: ClosedRange<Double>) -> Duration? {
        guard let seconds = Double(text), range.contains(seconds) else { return nil }
        return .milliseconds(Int64((seconds * 1000).rounded()))
    }
}
