import Glibc
import TestKit
import Testing

@testable import PostgresClient

@Suite("The listener")
struct PostgresListenerTests {
    private func listener(
        _ channels: [String], name: String, silenceLimit: Duration = .seconds(30)
    ) async throws -> PostgresListener {
        let configuration = try await TestDatabase.configuration { $0.applicationName = name }
        return PostgresListener(
            configuration: configuration, channels: channels, silenceLimit: silenceLimit, answerLimit: .seconds(5),
            logger: TestDatabase.logger)
    }

    @Test("hears what is sent on its channels, whatever their names, and nothing else")
    func notifications() async throws {
        let channels = ["jobs", "Job \"types\""]
        let listener = try await listener(channels, name: "listener 1")
        let (run, stream) = listener.start()
        var events = stream.makeAsyncIterator()
        guard case .listening? = await events.next() else { throw TestKitError("not listening") }
        let sender = try await TestDatabase.connect()
        for (channel, payload) in [("jobs", "1"), ("other", "x"), (channels[1], "grüße"), ("jobs", "")] {
            _ = try await sender.query("SELECT pg_notify($1, $2)", [.text(channel), .text(payload)])
        }
        for expected in [("jobs", "1"), (channels[1], "grüße"), ("jobs", "")] {
            guard case .notification(let notification)? = await events.next() else {
                throw TestKitError("no notification")
            }
            #expect(notification == PostgresNotification(channel: expected.0, payload: expected.1))
        }
        listener.close()
        await run.value
        #expect(await events.next() == nil)
    }

    @Test("says so when its connection is killed, and listens again")
    func reconnects() async throws {
        let listener = try await listener(["jobs2"], name: "listener 2")
        let (run, stream) = listener.start()
        var events = stream.makeAsyncIterator()
        guard case .listening? = await events.next() else { throw TestKitError("not listening") }
        let sender = try await TestDatabase.connect()
        let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'listener 2'"
        #expect(try await sender.query(kill).rowCount == 1)
        guard case .lost(let error)? = await events.next() else { throw TestKitError("not lost") }
        #expect(error.code == .connectionLost)
        guard case .listening? = await events.next() else { throw TestKitError("not listening again") }
        _ = try await sender.query("NOTIFY jobs2, 'again'")
        guard case .notification(let notification)? = await events.next() else { throw TestKitError("no notification") }
        #expect(notification.payload == "again")
        run.cancel()
        await run.value
    }

    @Test("leaves no transaction open, and asks a silent server whether it is there")
    func liveness() async throws {
        let listener = try await listener(["jobs3"], name: "listener 3", silenceLimit: .milliseconds(50))
        let (run, _) = listener.start()
        let observer = try await TestDatabase.connect()
        let query = """
            SELECT state, xact_start, backend_xmin FROM pg_stat_activity
            WHERE application_name = 'listener 3' AND query = 'SELECT 1' AND state = 'idle'
            """
        try await eventually("the listener asks and is idle again") { try await observer.query(query).rowCount == 1 }
        let row = try await observer.query(query)
        if row.rowCount == 1 { #expect(row[0, 1].isNull && row[0, 2].isNull) }
        run.cancel()
        await run.value
    }

    @Test("notices a server that is still connected but does not answer any more")
    func halfOpen() async throws {
        let server = try await PostgresServer.start()
        let configuration = try PostgresConfiguration(url: server.url())
        let listener = PostgresListener(
            configuration: configuration, channels: ["jobs"], silenceLimit: .milliseconds(50),
            answerLimit: .milliseconds(50), logger: TestDatabase.logger)
        let observer = try await PostgresConnection.connect(configuration, logger: TestDatabase.logger)
        let (run, stream) = listener.start()
        var events = stream.makeAsyncIterator()
        guard case .listening? = await events.next() else { throw TestKitError("not listening") }
        let query = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        let backend = try #require(try await observer.query(query)[0, 0].int)
        try server.signal(SIGSTOP, process: backend)
        guard case .lost(let error)? = await events.next() else { throw TestKitError("not lost") }
        #expect(error.code == .timedOut)
        guard case .listening? = await events.next() else { throw TestKitError("not listening again") }
        run.cancel()
        await run.value
        try await server.stop()
    }

    @Test("keeps trying while there is no server, and ends when it is told to")
    func noServer() async throws {
        let configuration = try PostgresConfiguration(url: "postgresql://127.0.0.1:\(freePort())/x")
        let listener = PostgresListener(configuration: configuration, channels: ["jobs"], logger: TestDatabase.logger)
        let (run, stream) = listener.start()
        var events = stream.makeAsyncIterator()
        for _ in 0..<2 {
            guard case .lost(let error)? = await events.next() else { throw TestKitError("not lost") }
            #expect(error.code == .connectionFailed)
        }
        listener.close()
        await run.value
    }
}

extension PostgresListener {
    /// - Returns: the listener at work, and what it tells, until it ends.
    fileprivate func start() -> (Task<Void, Never>, AsyncStream<Event>) {
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        let task = Task {
            await run { continuation.yield($0) }
            continuation.finish()
        }
        return (task, events)
    }
}
