import Foundation

/// A PostgreSQL server for tests: one that is started for this process in a temporary folder and vanishes with it, or
/// the one that TRUBUILD_TEST_DATABASE_URL names, whose role must be allowed to create databases and roles.
public final class PostgresServer: Sendable {
    /// The server that all suites share. It is started when it is first asked for; it must not be stopped or restarted.
    public static var shared: PostgresServer {
        get async throws { try await sharedStart.value }
    }

    private static let sharedStart = Task {
        guard let url = ProcessInfo.processInfo.environment["TRUBUILD_TEST_DATABASE_URL"], !url.isEmpty else {
            return try await start()
        }
        guard let components = URLComponents(string: url), components.host != nil, let psql = executable("psql") else {
            throw TestKitError(
                "TRUBUILD_TEST_DATABASE_URL must be a postgresql:// URL with a host, and psql be installed")
        }
        let watchdog = try PostgresWatchdog.forDatabases(psql: psql, url: url)
        return PostgresServer(components: components, folder: nil, installation: nil, watchdog: watchdog)
    }

    /// As somebody writes it who likes special characters.
    private static let password = "p@ss%w&rd"

    private let components: URLComponents
    private let folder: String?
    private let installation: PostgresInstallation?
    private let watchdog: PostgresWatchdog

    private init(
        components: URLComponents, folder: String?, installation: PostgresInstallation?, watchdog: PostgresWatchdog
    ) {
        self.components = components
        self.folder = folder
        self.installation = installation
        self.watchdog = watchdog
    }

    /// Starts a server of the caller's own, for tests that stop, freeze or break it.
    public static func start() async throws -> PostgresServer {
        let installation = try await PostgresInstallation.find()
        // A socket's path has to be short, so the folder is not made in a long TMPDIR.
        let folder = try TemporaryDirectory.make(in: "/tmp", prefix: "trubuild-pg")
        let data = "\(folder)/data"
        let stop = installation.command("pg_ctl", ["-D", data, "-m", "immediate", "-t", "10", "stop"])
        let watchdog = try PostgresWatchdog.forServer(stop: stop, folder: folder)

        try installation.give(folder)
        try installation.write(password, to: "\(folder)/password")
        try await installation.run(
            "initdb",
            [
                "-D", data, "-U", "postgres", "--auth=scram-sha-256", "--pwfile=\(folder)/password", "--encoding=UTF8",
                "--locale=C", "--no-sync",
            ], in: folder)
        var components = URLComponents()
        components.scheme = "postgresql"
        components.user = "postgres"
        components.percentEncodedPassword = encoded(password)
        components.host = "127.0.0.1"
        // Somebody may take the free port before the server does; then it tries another.
        var failure: any Error = TestKitError("PostgreSQL did not start")
        for _ in 1...3 {
            let port = try freePort()
            components.port = port
            try installation.write(settings(port: port, folder: folder), to: "\(data)/postgresql.auto.conf")
            let server = PostgresServer(
                components: components, folder: folder, installation: installation, watchdog: watchdog)
            do {
                try await server.resume()
                return server
            } catch { failure = error }
        }
        throw failure
    }

    /// The URL of a database; by default the one that always exists.
    public func url(database: String? = nil) -> String {
        var components = components
        let existing = components.path.isEmpty ? "/postgres" : components.path
        components.path = database.map { "/\($0)" } ?? existing
        return components.string ?? ""
    }

    public var port: Int { components.port ?? 5432 }

    /// The directory of the server's socket; nil for a server that is not the tests' own.
    public var socketDirectory: String? { folder }

    /// Creates a database that nobody else uses.
    /// - Parameter template: the database to copy, which nobody may be connected to.
    /// - Returns: its URL.
    public func createDatabase(template: String = "template0") async throws -> String {
        let name = Self.newName()
        watchdog.remember("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
        try await administer("CREATE DATABASE \(name) TEMPLATE \(template)")
        return url(database: name)
    }

    /// Creates a role that may log in and has no other rights.
    /// - Parameter database: the URL of the database it is to connect to.
    /// - Returns: its name, and the database's URL for it.
    public func createRole(for database: String) async throws -> (name: String, url: String) {
        let name = Self.newName()
        watchdog.remember("DROP ROLE IF EXISTS \(name)")
        try await administer("CREATE ROLE \(name) LOGIN PASSWORD '\(Self.password)'")
        guard var components = URLComponents(string: database) else { throw TestKitError("not a URL: \(database)") }
        components.user = name
        components.percentEncodedPassword = Self.encoded(Self.password)
        return (name, components.string ?? "")
    }

    private func administer(_ sql: String) async throws {
        let output = try await psql(url(), sql)
        guard output.status == 0 else { throw TestKitError("psql: \(output.standardError)") }
    }

    private static func newName() -> String {
        "trubuild_test_\(String(UInt64.random(in: 0...(.max)), radix: 36))"
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }

    private static func settings(port: Int, folder: String) -> String {
        """
        listen_addresses = '127.0.0.1'
        port = \(port)
        unix_socket_directories = '\(folder)'
        max_connections = 200
        fsync = off
        full_page_writes = off
        log_min_messages = warning

        """
    }
}

/// For servers of the caller's own.
extension PostgresServer {
    /// Stops the server until ``resume()``; with `immediately` as if it had crashed.
    public func pause(immediately: Bool = false) async throws {
        try await control(["-m", immediately ? "immediate" : "fast", "stop"])
    }

    /// Starts the stopped server again, on the same port and with the same data.
    public func resume() async throws {
        try await control(["-l", "\(folder ?? "")/log", "-t", "60", "start"])
    }

    /// Stops and starts the server.
    public func restart(immediately: Bool = false) async throws {
        try await pause(immediately: immediately)
        try await resume()
    }

    /// Starts a second server that follows this one, and can be read from.
    public func makeStandby() async throws -> PostgresServer {
        guard let installation else { throw TestKitError("the standby of a foreign server is not the tests' to make") }
        let folder = try TemporaryDirectory.make(in: "/tmp", prefix: "trubuild-pg")
        let data = "\(folder)/data"
        let stop = installation.command("pg_ctl", ["-D", data, "-m", "immediate", "-t", "10", "stop"])
        let watchdog = try PostgresWatchdog.forServer(stop: stop, folder: folder)
        try installation.give(folder)
        try await installation.run("pg_basebackup", ["-d", url(), "-D", data, "-R", "-c", "fast"], in: folder)
        var components = components
        components.port = try freePort()
        // The last line that sets something counts.
        let settings = "\(data)/postgresql.auto.conf"
        let copied = try String(contentsOfFile: settings, encoding: .utf8)
        try installation.write(copied + Self.settings(port: components.port ?? 0, folder: folder), to: settings)
        let standby = PostgresServer(
            components: components, folder: folder, installation: installation, watchdog: watchdog)
        try await standby.resume()
        return standby
    }

    /// Makes a standby a server of its own.
    public func promote() async throws {
        try await control(["-t", "60", "promote"])
    }

    /// Stops the server for good and removes it.
    public func stop() async throws {
        try await pause(immediately: true)
        discard()
    }

    /// Removes the server, which is stopped.
    public func discard() {
        watchdog.release()
    }

    /// Sends a signal to one of the server's processes.
    public func signal(_ signal: Int32, process: Int) throws {
        guard folder != nil, process > 1, kill(pid_t(process), signal) == 0 else {
            throw TestKitError("cannot signal process \(process) of the server")
        }
    }

    private func control(_ arguments: [String]) async throws {
        guard let installation, let folder else {
            throw TestKitError("the server of TRUBUILD_TEST_DATABASE_URL is not the tests' to stop")
        }
        try await installation.run("pg_ctl", ["-D", "\(folder)/data", "-w", "-s"] + arguments, in: folder)
    }
}

/// A TCP port of 127.0.0.1 that nobody listened on a moment ago.
public func freePort() throws -> Int {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
            bind(socket, address, length) == 0 && getsockname(socket, address, &length) == 0
        }
    }
    guard isBound else { throw TestKitError("no free port: \(String(cString: strerror(errno)))") }
    return Int(UInt16(bigEndian: address.sin_port))
}

extension PostgresInstallation {
    fileprivate func write(_ text: String, to path: String) throws {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        try give(path)
    }

    /// Makes a file or folder belong to the server's user.
    func give(_ path: String) throws {
        guard let owner else { return }
        guard chown(path, owner.user, owner.group) == 0 else {
            throw TestKitError("cannot give \(path) to the server's user: \(String(cString: strerror(errno)))")
        }
    }
}
