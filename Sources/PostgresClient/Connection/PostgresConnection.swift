public import Logging

/// One connection to PostgreSQL.
///
/// Its libpq calls run on a thread of its own, one after the other; no thread of Swift's pool ever waits for the server.
/// Each call has a time limit, and a cancelled task's statement is cancelled on the server. A call that fails with
/// anything but ``PostgresError/Code/server`` may have ended the connection; ``isUsable`` tells.
///
/// The thread and the descriptors go when the last reference goes, also without ``close()``.
public actor PostgresConnection {
    /// How long after the server's own statement time-out a call gives up by itself.
    private static let timeoutMargin: Duration = .seconds(2)

    private let session: PostgresSession
    private nonisolated let executor: ThreadExecutor
    private nonisolated let wakeup: Wakeup
    private nonisolated let isClosing: Flag
    private nonisolated let turn = CallersTurn()
    private nonisolated let configuration: PostgresConfiguration

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private init(_ configuration: PostgresConfiguration, logger: Logger) throws(PostgresError) {
        self.configuration = configuration
        wakeup = try Wakeup()
        isClosing = Flag()
        executor = try ThreadExecutor(name: "postgres", wakeup: wakeup)
        session = PostgresSession(
            configuration: configuration, wakeup: wakeup, isClosing: isClosing, turn: turn, logger: logger)
    }

    deinit { executor.retire() }

    /// Connects to the first host of the configuration that accepts, and sets the session up.
    /// - Throws: ``PostgresError/Code/connectionFailed``, `timedOut`, or `cancelled`.
    public static func connect(
        _ configuration: PostgresConfiguration, logger: Logger
    ) async throws(PostgresError) -> PostgresConnection {
        let connection = try PostgresConnection(configuration, logger: logger)
        try await connection.open()
        logger.debug("PostgreSQL connection opened", metadata: ["server": "\(configuration)"])
        return connection
    }

    /// Whether the connection can take another statement, as far as this side knows.
    public var isUsable: Bool { session.isOpen && !isClosing.isSet }

    /// Runs one statement with its parameters.
    /// - Parameter timeout: how long the call may take; by default a little longer than the server's statement time-out.
    public nonisolated func query(
        _ sql: String, _ values: [PostgresValue] = [], timeout: Duration? = nil
    ) async throws(PostgresError) -> PostgresResult {
        let results = try await pipeline([PostgresStatement(sql, values)], timeout: timeout)
        guard let result = results.first else {
            throw PostgresError(.protocolViolation, "the server did not answer the statement")
        }
        return result
    }

    /// Runs statements in one round trip, as one transaction, or within the one that is open.
    ///
    /// If one fails, none has taken effect, and the error's `statementIndex` says which it was. That holds for statements
    /// that do not begin or end a transaction themselves.
    /// - Parameter timeout: how long the whole call may take; by default a little longer than the server's statement
    ///   time-out.
    /// - Returns: one result a statement, in order.
    public nonisolated func pipeline(
        _ statements: [PostgresStatement], timeout: Duration? = nil
    ) async throws(PostgresError) -> [PostgresResult] {
        try await limited(timeout ?? defaultTimeout) { limits in await self.run(statements, limits) }
    }

    /// What a pool does with a connection for one transaction, in one visit to its thread: sees whether it is fit, runs
    /// ``pipeline(_:timeout:)``, and makes it fit for its next user.
    /// - Returns: the outcome, and whether the connection is fit; nil if it was not before, and nothing was sent.
    nonisolated func visit(
        _ statements: [PostgresStatement], timeout: Duration?
    ) async -> (outcome: Result<[PostgresResult], PostgresError>, isFit: Bool)? {
        do throws(PostgresError) {
            return try await limited(timeout ?? defaultTimeout) { limits in
                .success(await self.visit(statements, limits))
            }
        } catch {
            return (.failure(error), false)
        }
    }

    /// Runs a script of statements without parameters, such as a migration. Unless it says BEGIN it is one transaction.
    ///
    /// The server's statement time-out holds for each statement; a script may set it to another value for itself.
    /// - Parameter timeout: how long the whole call may take.
    public nonisolated func execute(script: String, timeout: Duration = .seconds(300)) async throws(PostgresError) {
        try await limited(timeout) { limits in await self.run(script: script, limits) }
    }

    /// Copies rows into a table, however many, with little of them in memory at a time.
    ///
    /// It is part of the open transaction. When it fails with anything but ``PostgresError/Code/server``, the connection is
    /// gone and the transaction with it.
    /// - Parameters:
    ///   - sql: `COPY … FROM STDIN` in the text format.
    ///   - idleLimit: how long the server may take nothing of it.
    ///   - endLimit: how long it may take to answer once it has got all.
    public nonisolated func copyIn(
        _ sql: String, from source: some CopySource, idleLimit: Duration, endLimit: Duration
    ) async throws(PostgresError) {
        try await limited(idleLimit) { limits in
            await self.copyIn(sql, from: source, idleLimit: idleLimit, endLimit: endLimit, limits)
        }
    }

    /// Waits for notifications of the channels that this connection listens to.
    /// - Parameter react: called on the connection's thread with each that has arrived, as soon as there are any; must not wait.
    /// - Returns: how many there were; none when the time is over, or when another call wants the connection.
    @discardableResult public nonisolated func notifications(
        within limit: Duration, _ react: @escaping @Sendable (PostgresNotification) -> Void
    ) async throws(PostgresError) -> Int {
        try await abandonable(limit) { limits in await self.waitForNotifications(limits, react) }
    }

    /// Closes the connection. A statement that is under way fails with ``PostgresError/Code/closed``.
    public nonisolated func close() async {
        isClosing.set()
        wakeup.signal()
        await finish()
    }

    /// Makes the connection fit for its next user: rolls back what was left open.
    /// - Returns: false if it cannot be used again.
    func reset() -> Bool {
        guard isUsable else { return false }
        if session.isInTransaction {
            try? session.run(script: "ROLLBACK", CallLimits(within: configuration.cancelGrace))
        }
        return session.isReady()
    }

    /// Whether an idle connection is still there, without asking the server.
    func isReady() -> Bool { session.isReady() }

    private nonisolated var defaultTimeout: Duration { configuration.statementTimeout + Self.timeoutMargin }

    private func run(
        _ statements: [PostgresStatement], _ limits: CallLimits
    ) -> Result<[PostgresResult], PostgresError> {
        Result { () throws(PostgresError) in try session.run(statements, limits) }
    }

    private func visit(
        _ statements: [PostgresStatement], _ limits: CallLimits
    ) -> (Result<[PostgresResult], PostgresError>, Bool)? {
        guard isReady() else { return nil }
        let outcome = run(statements, limits)
        // The server became a standby: only a new connection can find the new primary.
        if case .failure(let error) = outcome, error.sqlState == "25006" { return (outcome, false) }
        return (outcome, reset())
    }

    private func run(script: String, _ limits: CallLimits) -> Result<Void, PostgresError> {
        Result { () throws(PostgresError) in try session.run(script: script, limits) }
    }

    private func copyIn(
        _ sql: String, from source: some CopySource, idleLimit: Duration, endLimit: Duration, _ limits: CallLimits
    ) -> Result<Void, PostgresError> {
        Result { () throws(PostgresError) in
            try session.copyIn(sql, from: source, idleLimit: idleLimit, endLimit: endLimit, limits)
        }
    }

    private func waitForNotifications(
        _ limits: CallLimits, _ react: (PostgresNotification) -> Void
    ) -> Result<Int, PostgresError> {
        Result { () throws(PostgresError) in
            let notifications = try session.notifications(limits)
            for notification in notifications { react(notification) }
            return notifications.count
        }
    }

    private func connect(_ isAbandoned: Flag) -> Result<Void, PostgresError> {
        Result { () throws(PostgresError) in try session.connect(isAbandoned: isAbandoned) }
    }

    private func finish() { session.finish() }

    /// Gives a call its limits, and its turn: a wait for notifications ends for it.
    private nonisolated func limited<Value: Sendable>(
        _ limit: Duration, _ body: (CallLimits) async -> Result<Value, PostgresError>
    ) async throws(PostgresError) -> Value {
        turn.enter()
        defer { turn.leave() }
        return try await abandonable(limit, body)
    }

    /// Gives a call its limits, and passes the task's cancellation on to the thread that is busy with it.
    private nonisolated func abandonable<Value: Sendable>(
        _ limit: Duration, _ body: (CallLimits) async -> Result<Value, PostgresError>
    ) async throws(PostgresError) -> Value {
        let isAbandoned = Flag()
        let limits = CallLimits(within: limit, isAbandoned: isAbandoned)
        let result = await withTaskCancellationHandler {
            await body(limits)
        } onCancel: {
            isAbandoned.set()
            wakeup.signal()
        }
        return try result.get()
    }

    /// Waits for the thread to connect, but not longer than all attempts may take: name resolution heeds no limit. So the
    /// attempt is an unstructured task, and a thread that is left behind in it ends by itself.
    private nonisolated func open() async throws(PostgresError) {
        let isAbandoned = Flag()
        let attempts = ConnectTargets.attempts(for: configuration.keywords).count
        let limit = configuration.connectTimeout * attempts + .seconds(1)
        let outcome = FirstValue<Result<Void, PostgresError>>()
        Task { outcome.resolve(await connect(isAbandoned)) }
        let timer = Task {
            try await Task.sleep(for: limit)
            outcome.resolve(.failure(PostgresError(.timedOut, "no connection within \(limit)")))
        }
        defer { timer.cancel() }
        let result = await withTaskCancellationHandler {
            await outcome.value
        } onCancel: {
            outcome.resolve(.failure(PostgresError(.cancelled, "the calling task was cancelled")))
        }
        if case .failure = result {
            isAbandoned.set()
            isClosing.set()
            wakeup.signal()
        }
        try result.get()
    }
}
