import Foundation
import Testing

@testable import trubuild_host

@Suite("Settings come from flags, the environment and .env, in this order")
struct HostSettingsTests {
    private func settings(
        flags: [Setting: String] = [:], environment: [String: String] = [:], file: String? = nil
    ) async throws -> HostSettings {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).env").path
        if let file { try file.write(toFile: path, atomically: true, encoding: .utf8) }
        defer { try? FileManager.default.removeItem(atPath: path) }
        let sources = try SettingSources(flags: flags, environment: environment, file: path)
        return try HostSettings(sources, currentDirectory: "/srv")
    }

    @Test("Defaults are those of the queue's document")
    func defaults() async throws {
        let settings = try await settings()
        #expect(settings.database == .memory)
        #expect(settings.pollInterval == .seconds(5))
        #expect(settings.batchSize == 1_000)
        #expect(settings.notify)
        #expect(settings.packagesDirectory.hasPrefix("/srv/packages"))
        #expect(settings.spoolLimit == 4 << 30)
        #expect(settings.warnings.count == 1)
    }

    @Test("Each place is asked before the next")
    func precedence() async throws {
        let file = "WORKER_BATCH_SIZE=1\nWORKER_POLL_INTERVAL=1\nWORKER_DRAIN_GRACE=1\n"
        let environment = ["WORKER_BATCH_SIZE": "2", "WORKER_POLL_INTERVAL": "2"]
        let settings = try await settings(flags: [.batchSize: "3"], environment: environment, file: file)
        #expect(settings.batchSize == 3)
        #expect(try await self.settings(flags: [.spoolLimit: "1.5 GiB"]).spoolLimit == 3 << 29)
        #expect(settings.pollInterval == .seconds(2))
        #expect(settings.drainGrace == .seconds(1))
    }

    @Test("Notifications can be switched off")
    func notify() async throws {
        #expect(try await !settings(environment: ["WORKER_NOTIFY": "off"]).notify)
        #expect(try await settings(environment: ["WORKER_NOTIFY": "ON"]).notify)
    }

    @Test("An empty value counts as not set, and quotes around a value in .env are dropped")
    func emptyAndQuoted() async throws {
        let file = """
            DB_TYPE='postgres'
            DATABASE_URL="postgresql://u:p=#&@h/d?sslmode=disable"
            """
        let settings = try await settings(environment: ["DB_TYPE": ""], file: file)
        #expect(settings.database == .postgres(url: "postgresql://u:p=#&@h/d?sslmode=disable"))
    }

    @Test("A .env written on Windows or for a shell works as well")
    func foreignFile() async throws {
        let settings = try await settings(
            file: "# a comment\r\nexport DB_TYPE=postgres\r\nDATABASE_URL = postgresql://u:s3cret@h/d\r\n")
        #expect(settings.database == .postgres(url: "postgresql://u:s3cret@h/d"))
    }

    @Test("A message about a setting never shows a URL, or more than a line")
    func noSecrets() {
        let error = SettingError(
            source: "DB_TYPE", found: "postgres\nDATABASE_URL=postgresql://u:s3cret@h/d", wanted: "x")
        #expect(error.description == "DB_TYPE: found \"postgres\", wanted x")
        #expect(
            !SettingError(source: "X", found: "postgresql://u:s3cret@h/d", wanted: "x").description.contains("s3cret"))
    }

    @Test("PostgreSQL without a URL is refused, and a URL without PostgreSQL is pointed out")
    func halfADatabase() async throws {
        await #expect(throws: SettingError.self) { try await settings(environment: ["DB_TYPE": "postgres"]) }
        let half = try await settings(environment: ["DATABASE_URL": "postgresql://u:secret@h/d"])
        #expect(half.database == .memory)
        #expect(half.warnings.first?.contains("DATABASE_URL is set but not used") == true)
        #expect(half.warnings.first?.contains("secret") == false)
    }

    @Test(
        "A value that cannot be used is named with its place",
        arguments: [
            (Setting.batchSize, "0"), (.batchSize, "many"), (.pollInterval, "-1"), (.pollInterval, "nan"),
            (.drainGrace, "1e9"), (.beatInterval, "0"), (.lease, "soon"), (.databaseType, "oracle"),
            (.logLevel, "loud"), (.spoolLimit, "1KiB"), (.spoolLimit, "much"), (.notify, "maybe"),
        ])
    func unusable(setting: Setting, text: String) async throws {
        let error = await #expect(throws: SettingError.self) {
            try await settings(environment: [setting.name: text])
        }
        #expect(error?.source == "\(setting.name) in the environment")
        #expect(error?.found == text)
    }

    @Test("A lease that the first lost beat would end is refused; the two settings are checked together")
    func lease() async throws {
        #expect(try await settings().lease == .standard)
        let quick = try await settings(flags: [.beatInterval: "0.2", .lease: "1"])
        #expect(quick.lease.beatInterval == .milliseconds(200))
        #expect(quick.lease.duration == .seconds(1))
        let error = await #expect(throws: SettingError.self) { try await settings(environment: ["WORKER_LEASE": "5"]) }
        #expect(error?.source == "WORKER_BEAT_INTERVAL and WORKER_LEASE")
    }
}
