import Foundation

/// A `pgbouncer` in transaction mode in front of a server of the tests' own. It vanishes with this process at the latest.
public final class Pooler: Sendable {
    private let port: Int
    private let watchdog: PostgresWatchdog

    /// - Parameter poolSize: how many sessions of the server all clients share. With few of them, a client's next transaction
    ///   has another session than its last one.
    public static func start(before server: PostgresServer, poolSize: Int = 2) async throws -> Pooler {
        guard let program = executable("pgbouncer") else {
            throw TestKitError("This test needs pgbouncer (on Debian: apt-get install pgbouncer)")
        }
        guard let target = URLComponents(string: server.url()), let user = target.user, let password = target.password
        else { throw TestKitError("the server's URL has no user and password") }
        let installation = try await PostgresInstallation.find()
        let folder = try TemporaryDirectory.make(in: "/tmp", prefix: "trubuild-pooler")
        let watchdog = try PostgresWatchdog.forServer(
            stop: ["/bin/sh", "-c", "kill $(cat \(folder)/pid)"], folder: folder)
        let port = try freePort()
        let settings = """
            [databases]
            * = host=127.0.0.1 port=\(server.port) user=\(user) password='\(password)'
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = \(port)
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = \(poolSize)
            max_client_conn = 200
            logfile = \(folder)/log
            pidfile = \(folder)/pid
            """
        try settings.write(toFile: "\(folder)/pgbouncer.ini", atomically: false, encoding: .utf8)
        // It refuses to run as root, as the server does.
        for path in [folder, "\(folder)/pgbouncer.ini"] { try installation.give(path) }
        let words = installation.unprivileged + [program, "-d", "\(folder)/pgbouncer.ini"]
        let output = try await runCommand(words[0], Array(words.dropFirst()), workingDirectory: folder)
        guard output.status == 0 else { throw TestKitError("pgbouncer: \(output.standardError)") }
        return Pooler(port: port, watchdog: watchdog)
    }

    private init(port: Int, watchdog: PostgresWatchdog) {
        self.port = port
        self.watchdog = watchdog
    }

    /// The URL of a database of the server, through the pooler.
    public func url(_ database: String) -> String {
        var components = URLComponents(string: database)
        components?.port = port
        return components?.string ?? ""
    }

    public func stop() { watchdog.release() }
}
