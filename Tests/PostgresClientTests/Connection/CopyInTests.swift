import Glibc
import PostgresClient
import Synchronization
import TestKit
import TestRandom
import Testing

@Suite("Copying into a table")
struct CopyInTests {
    /// Rows of one column, cut where it likes.
    private struct Texts: CopySource {
        var waiting: ArraySlice<UInt8>
        var cut: Int
        /// Thrown behind the last byte.
        var failure: (any Error & Sendable)?

        init(_ texts: [[UInt8]], cut: Int = 1000, failure: (any Error & Sendable)? = nil) {
            var bytes: [UInt8] = []
            for text in texts {
                CopyText.append(text, to: &bytes)
                bytes.append(CopyText.end)
            }
            waiting = bytes[...]
            self.cut = cut
            self.failure = failure
        }

        mutating func appendNext(to buffer: inout [UInt8]) throws {
            if waiting.isEmpty, let failure { throw failure }
            buffer += waiting.prefix(cut)
            waiting = waiting.dropFirst(cut)
        }
    }

    /// Bytes without end, until somebody says so; says how many it has given.
    private struct Endless: CopySource {
        let given: Counter

        mutating func appendNext(to buffer: inout [UInt8]) {
            buffer += [UInt8](repeating: UInt8(ascii: "x"), count: 64 << 10)
            given.add(64 << 10)
        }
    }

    private final class Counter: Sendable {
        private let count = Atomic(0)
        var value: Int { count.load(ordering: .relaxed) }
        func add(_ number: Int) { count.wrappingAdd(number, ordering: .relaxed) }
    }

    private func copy(_ source: some CopySource, over connection: PostgresConnection) async throws {
        try await connection.copyIn(
            "COPY pg_temp.copied FROM STDIN", from: source, idleLimit: .seconds(20), endLimit: .seconds(20))
    }

    private func table() async throws -> PostgresConnection {
        let connection = try await TestDatabase.connect()
        try await connection.execute(script: "CREATE TEMP TABLE copied (value text)")
        return connection
    }

    @Test("keeps every text as it is, wherever it is cut", arguments: 0..<10)
    func random(round: Int) async throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        let connection = try await table()
        let parts = ["\\", "\n", "\r", "\t", "\\.", "\\N", "a", "é", "🦉", "\u{1}", "\u{7f}", "{\"x\": [1]}"]
        let texts = (0..<Int.random(in: 0...50, using: &random)).map { _ in
            (0..<Int.random(in: 0...400, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
                .joined()
        }
        try await copy(
            Texts(texts.map { Array($0.utf8) }, cut: .random(in: 1...5000, using: &random)), over: connection)
        let stored = try await connection.query("SELECT value FROM copied").rows.compactMap { $0[0].string }
        // Rows come in the order of their places: a short one may lie on an earlier page.
        #expect(stored.sorted() == texts.sorted(), "seed \(seed)")
    }

    @Test("is part of the transaction, and a refusal leaves the connection in use")
    func refused() async throws {
        let connection = try await table()
        try await connection.execute(script: "BEGIN")
        try await copy(Texts([Array("kept?".utf8)]), over: connection)
        try await connection.execute(script: "ROLLBACK; ALTER TABLE copied ALTER value TYPE jsonb USING value::jsonb")
        #expect(try await connection.query("SELECT count(*) FROM copied")[0, 0].int == 0)
        let error = try await TestDatabase.error {
            try await copy(Texts([Array("[1]".utf8), Array("no json".utf8)]), over: connection)
        }
        #expect(error.code == .server && error.sqlState == "22P02")
        #expect(try await connection.query("SELECT count(*) FROM copied")[0, 0].int == 0)
        let missing = try await TestDatabase.error {
            try await connection.copyIn(
                "COPY pg_temp.absent FROM STDIN", from: Texts([]), idleLimit: .seconds(5), endLimit: .seconds(5))
        }
        #expect(missing.sqlState == "42P01")
        #expect(try await connection.query("SELECT 1")[0, 0].int == 1)
    }

    @Test("ends with its connection when its source fails, and nothing is kept")
    func brokenSource() async throws {
        let connection = try await TestDatabase.connect()
        try await connection.execute(
            script: "DROP TABLE IF EXISTS broken_source; CREATE TABLE broken_source (value text)")
        let error = try await TestDatabase.error {
            try await connection.copyIn(
                "COPY broken_source FROM STDIN", from: Texts([Array("x".utf8)], failure: TestKitError("gone")),
                idleLimit: .seconds(5), endLimit: .seconds(5))
        }
        #expect(error.code == .invalidParameter)
        #expect(error.message.contains("gone"))
        #expect(await connection.isUsable == false)
        let other = try await TestDatabase.connect()
        #expect(try await other.query("SELECT count(*) FROM broken_source")[0, 0].int == 0)
    }

    @Test("sends no faster than the server takes it: a frozen one is given up after the idle limit")
    func frozenServer() async throws {
        let server = try await PostgresServer.start()
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(url: server.url()), logger: TestDatabase.logger)
        try await connection.execute(script: "CREATE TABLE copied (value text)")
        let backend = try #require(try await connection.query("SELECT pg_backend_pid()")[0, 0].int)
        let given = Counter()
        async let error = TestDatabase.error {
            try await connection.copyIn(
                "COPY copied FROM STDIN", from: Endless(given: given), idleLimit: .seconds(2), endLimit: .seconds(2))
        }
        try await eventually("it is under way") { given.value > 1 << 20 }
        try server.signal(SIGSTOP, process: backend)
        #expect(try await error.code == .timedOut)
        try server.signal(SIGCONT, process: backend)
        try await server.stop()
    }

    @Test("ends when its task is cancelled, and when the server ends its session")
    func ended() async throws {
        for isCancelled in [true, false] {
            let connection = try await table()
            let backend = try #require(try await connection.query("SELECT pg_backend_pid()")[0, 0].int)
            let given = Counter()
            let task = Task {
                try await TestDatabase.error {
                    try await connection.copyIn(
                        "COPY pg_temp.copied FROM STDIN", from: Endless(given: given), idleLimit: .seconds(60),
                        endLimit: .seconds(60))
                }
            }
            try await eventually("it is under way") { given.value > 1 << 20 }
            if isCancelled {
                task.cancel()
            } else {
                let other = try await TestDatabase.connect()
                _ = try await other.query("SELECT pg_terminate_backend($1::int)", [.int(backend)])
            }
            #expect(try await task.value.code == (isCancelled ? .cancelled : .connectionLost))
            #expect(await connection.isUsable == false)
        }
    }
}
