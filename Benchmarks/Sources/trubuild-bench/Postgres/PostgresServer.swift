import Foundation

/// A server of this process's own with the settings that PostgreSQL comes with, so fsync and synchronous_commit are on. It
/// lies on a disk, and vanishes with this process, however that ends.
final class PostgresServer {
    let installation: PostgresInstallation
    /// For the server and for all that is measured.
    let folder: String
    let port: Int
    private let watchdog: Watchdog
    private var databases = 0

    /// - Parameter parent: the folder in which its own is made.
    init(in parent: String) throws {
        installation = try PostgresInstallation()
        var template = Array("\(parent)/trubuild-bench-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw Failure("cannot make a folder in \(parent)") }
        folder = String(cString: made)
        chmod(folder, 0o755)
        let data = "\(folder)/data"
        watchdog = try Watchdog(
            folder: folder,
            stop: installation.prefix + [installation.program("pg_ctl"), "-D", data, "-m", "immediate", "stop"])
        port = try Self.freePort()
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: false)
        let password = String(UInt64.random(in: 1 << 60...UInt64.max), radix: 36)
        try password.write(toFile: "\(folder)/password", atomically: false, encoding: .utf8)
        for path in [data, "\(folder)/password"] { try installation.give(path) }
        try command(
            "initdb",
            ["-D", data, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", "\(folder)/password", "-E", "UTF8"]
                + ["--locale", "C"])
        let settings = """
            listen_addresses = '127.0.0.1'
            port = \(port)
            unix_socket_directories = ''
            """
        try settings.write(toFile: "\(data)/postgresql.auto.conf", atomically: false, encoding: .utf8)
        try installation.give("\(data)/postgresql.auto.conf")
        try command("pg_ctl", ["-D", data, "-w", "-s", "-l", "\(data)/log", "start"])
        // For libpq here, and for pgbench.
        for (name, value) in ["HOST": "127.0.0.1", "PORT": "\(port)", "USER": "postgres", "PASSWORD": password] {
            setenv("PG\(name)", value, 1)
        }
    }

    /// The postmaster, whose children the other processes of the server are.
    var process: pid_t {
        let file = (try? String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8)) ?? ""
        return file.split(separator: "\n").first.flatMap { pid_t($0) } ?? 0
    }

    /// What all its processes have had up to now.
    var processorSeconds: Double {
        // A session that has just ended counts with its parent, once that has noticed.
        usleep(200_000)
        return ProcessTable().secondsOfTree(of: process)
    }

    func url(_ database: String) -> String {
        "postgresql://postgres:\(String(cString: getenv("PGPASSWORD")))@127.0.0.1:\(port)/\(database)"
    }

    /// - Returns: the name of a database that nobody else uses.
    func createDatabase(template: String = "template0") throws -> String {
        databases += 1
        let name = "bench\(databases)"
        try Connection(database: "postgres").execute("CREATE DATABASE \(name) TEMPLATE \(template)")
        return name
    }

    func dropDatabase(_ name: String) throws {
        try Connection(database: "postgres").execute("DROP DATABASE \(name) WITH (FORCE)")
    }

    /// The server's own output.
    var log: String { (try? String(contentsOfFile: "\(folder)/data/log", encoding: .utf8)) ?? "" }

    /// Whether each statement of every session is in the log.
    func logStatements(_ isOn: Bool) throws {
        let connection = try Connection(database: "postgres")
        try connection.execute("ALTER SYSTEM SET log_statement = \(isOn ? "'all'" : "DEFAULT")")
        try connection.execute("SELECT pg_reload_conf()")
    }

    private func command(_ program: String, _ arguments: [String]) throws {
        try ChildProcess(
            installation.prefix + [installation.program(program)] + arguments, log: "\(folder)/\(program).log",
            outlives: true
        ).wait()
    }

    private static func freePort() throws -> Int {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard isBound else { throw Failure("no free port: \(String(cString: strerror(errno)))") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
