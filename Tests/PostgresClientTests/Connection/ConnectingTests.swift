import Foundation
import PostgresClient
import TestKit
import Testing

@Suite("Connecting")
struct ConnectingTests {
    private func failure(_ configuration: PostgresConfiguration) async throws -> PostgresError {
        try await TestDatabase.error {
            try await PostgresConnection.connect(configuration, logger: TestDatabase.logger)
        }
    }

    @Test("works with a password full of special characters, over TCP and over the socket")
    func password() async throws {
        let url = try await TestDatabase.url
        for url in [url, url.removingPercentEncoding ?? ""] {
            let connection = try await PostgresConnection.connect(
                PostgresConfiguration(url: url), logger: TestDatabase.logger)
            #expect(try await connection.query("SELECT 1")[0, 0].int == 1)
        }
        guard let directory = try await PostgresServer.shared.socketDirectory else { return }
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(url: "\(url)?host=\(directory)"), logger: TestDatabase.logger)
        #expect(try await connection.query("SELECT inet_client_addr()")[0, 0].isNull)
    }

    @Test("sets up the session")
    func settings() async throws {
        let connection = try await TestDatabase.connect {
            $0.applicationName = "host 1"
            $0.statementTimeout = .milliseconds(1234)
        }
        let result = try await connection.query(
            """
            SELECT current_setting('TimeZone'), current_setting('client_encoding'), current_setting('application_name'),
                current_setting('statement_timeout'), current_setting('lock_timeout'),
                current_setting('idle_in_transaction_session_timeout')
            """)
        #expect((0..<6).map { result[0, $0].string } == ["UTC", "UTF8", "host 1", "1234ms", "10s", "1min"])
    }

    @Test("to a port where nobody listens fails, and may be tried again")
    func wrongPort() async throws {
        let error = try await failure(PostgresConfiguration(url: "postgresql://127.0.0.1:\(freePort())/x"))
        #expect(error.code == .connectionFailed)
    }

    @Test("with a wrong password fails for good, and does not tell it")
    func wrongPassword() async throws {
        var components = try #require(URLComponents(string: try await TestDatabase.url))
        components.password = "wr0ng-s3cret"
        let error = try await failure(PostgresConfiguration(url: components.string ?? ""))
        #expect(error.code == .connectionFailed && error.sqlState == "28P01")
        #expect(!String(reflecting: error).contains("s3cret") && !error.description.contains("s3cret"))
    }

    @Test("to a database that does not exist fails with the server's words")
    func wrongDatabase() async throws {
        let error = try await failure(
            PostgresConfiguration(url: try await PostgresServer.shared.url(database: "no_such_db")))
        #expect(error.sqlState == "3D000" && error.message.contains("no_such_db"))
    }

    @Test("to a server that accepts but never answers ends at the time limit, or when the task is cancelled")
    func silentServer() async throws {
        let server = try SilentServer()
        var configuration = try PostgresConfiguration(url: "postgresql://127.0.0.1:\(server.port)/x")
        configuration.connectTimeout = .milliseconds(200)
        #expect(try await failure(configuration).code == .timedOut)

        configuration.connectTimeout = .seconds(60)
        let patient = configuration
        let task = Task { try await PostgresConnection.connect(patient, logger: TestDatabase.logger) }
        try await eventually("a connection is made") { server.accept() }
        task.cancel()
        #expect(try await TestDatabase.error { try await task.value }.code == .cancelled)
    }

    @Test("goes on to the next host, also past one that never answers")
    func nextHost() async throws {
        let silent = try SilentServer()
        let url = try await TestDatabase.url
        let hosts = "@127.0.0.1:\(try freePort()),127.0.0.1:\(silent.port),"
        let several = try #require(url.range(of: "@", options: .backwards)).lowerBound
        var configuration = try PostgresConfiguration(
            url: url[..<several] + hosts + url[url.index(after: several)...] + "?target_session_attrs=read-write")
        // For each host; the real one gets it on a busy machine, too.
        configuration.connectTimeout = .seconds(5)
        let connection = try await PostgresConnection.connect(configuration, logger: TestDatabase.logger)
        #expect(try await connection.query("SELECT 1")[0, 0].int == 1)
    }
}

/// Listens on a port; connections to it are made by the kernel and never answered.
final class SilentServer: Sendable {
    let port: Int
    private let socket: Int32

    init() throws {
        port = try freePort()
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0, listen(socket, 16) == 0, fcntl(socket, F_SETFL, O_NONBLOCK) == 0 else {
            throw TestKitError("no silent server: \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(socket) }

    /// Whether somebody has connected. The connection stays open with the process.
    func accept() -> Bool { Glibc.accept(socket, nil, nil) >= 0 }
}
