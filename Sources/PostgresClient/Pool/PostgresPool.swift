public import Logging
import Synchronization

/// Lends a bounded number of connections, which it opens when they are needed and replaces when they are broken.
///
/// A connection that cannot be made is the caller's error, at once: when to try again is the caller's decision.
public final class PostgresPool: Sendable {
    private typealias Slots = PoolSlots<PostgresConnection>
    private typealias Outcome = Result<Slots.Grant, PostgresError>

    private struct Waiter {
        let continuation: CheckedContinuation<Outcome, Never>
        /// Turns the waiter away when its time is over.
        let timer: Task<Void, any Error>

        func resume(_ outcome: Outcome) {
            timer.cancel()
            continuation.resume(returning: outcome)
        }
    }

    private struct State {
        var slots: Slots
        var waiting: [Slots.WaiterID: Waiter] = [:]
        var open: [ObjectIdentifier: PostgresConnection] = [:]
        var lastWaiter: Slots.WaiterID = 0
        var isClosed = false
    }

    /// More waiters than this are turned away.
    private static let waiterLimit = 1024

    private let configuration: PostgresConfiguration
    private let size: Int
    private let waitLimit: Duration
    private let logger: Logger
    private let state: Mutex<State>

    /// - Parameters:
    ///   - size: how many connections may be open at once, at least 1.
    ///   - waitLimit: how long a caller may wait for one of them to become free.
    public init(
        configuration: PostgresConfiguration, size: Int = 4, waitLimit: Duration = .seconds(10), logger: Logger
    ) {
        precondition(size > 0, "a pool needs at least one connection")
        self.configuration = configuration
        self.size = size
        self.waitLimit = waitLimit
        self.logger = logger
        state = Mutex(State(slots: Slots(size: size, waiterLimit: Self.waiterLimit)))
    }

    /// Lends a connection for the time of the call. A transaction that is still open afterwards is rolled back.
    /// - Throws: what `body` throws, or a ``PostgresError`` if there is no connection to lend.
    public func withConnection<Value: Sendable>(
        _ body: @Sendable (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await acquire()
        do {
            let value = try await body(connection)
            await release(connection)
            return value
        } catch {
            // The server became a standby: only a new connection can find the new primary.
            if (error as? PostgresError)?.sqlState == "25006" { await connection.close() }
            await release(connection)
            throw error
        }
    }

    /// Runs one statement on a connection of the pool; see ``PostgresConnection/query(_:_:timeout:)``.
    public func query(
        _ sql: String, _ values: [PostgresValue] = [], timeout: Duration? = nil
    ) async throws(PostgresError) -> PostgresResult {
        guard let result = try await pipeline([PostgresStatement(sql, values)], timeout: timeout).first else {
            throw PostgresError(.protocolViolation, "the server did not answer the statement")
        }
        return result
    }

    /// Runs statements as one transaction; see ``PostgresConnection/pipeline(_:timeout:)``.
    public func pipeline(
        _ statements: [PostgresStatement], timeout: Duration? = nil
    ) async throws(PostgresError) -> [PostgresResult] {
        if case .idle(let connection) = try await nextGrant() {
            if let (outcome, isFit) = await connection.visit(statements, timeout: timeout) {
                await giveBack(connection, isFit: isFit)
                return try outcome.get()
            }
            await discard(connection)
        }
        let connection = try await openNew()
        let visit = await connection.visit(statements, timeout: timeout)
        await giveBack(connection, isFit: visit?.isFit ?? false)
        guard let visit else { throw PostgresError(.connectionLost, "the server ended the new connection at once") }
        return try visit.outcome.get()
    }

    /// Closes every connection, also those that are lent. Calls from now on fail with ``PostgresError/Code/closed``.
    public func close() async {
        let (waiting, connections) = state.withLock { state in
            state.isClosed = true
            let waiting = state.slots.close().compactMap { state.waiting.removeValue(forKey: $0) }
            defer { state.open.removeAll() }
            return (waiting, Array(state.open.values))
        }
        for waiter in waiting { waiter.resume(.failure(Self.closed)) }
        for connection in connections { await connection.close() }
    }

    private static let closed = PostgresError(.closed, "the connection pool is closed")

    private func acquire() async throws(PostgresError) -> PostgresConnection {
        if case .idle(let connection) = try await nextGrant() {
            if await connection.isReady() { return connection }
            await discard(connection)
        }
        return try await openNew()
    }

    /// Opens the connection that was granted.
    private func openNew() async throws(PostgresError) -> PostgresConnection {
        do throws(PostgresError) {
            let connection = try await PostgresConnection.connect(configuration, logger: logger)
            let isKept = state.withLock { state in
                if !state.isClosed { state.open[ObjectIdentifier(connection)] = connection }
                return !state.isClosed
            }
            if isKept { return connection }
            await connection.close()
            throw Self.closed
        } catch {
            proceed(state.withLock { $0.slots.giveUp() })
            throw error
        }
    }

    private func release(_ connection: PostgresConnection) async {
        await giveBack(connection, isFit: await connection.reset())
    }

    private func giveBack(_ connection: PostgresConnection, isFit: Bool) async {
        if isFit {
            let next = state.withLock { $0.slots.giveBack(connection) }
            if case .discard(let connection) = next { await connection.close() }
            proceed(next)
        } else {
            await discard(connection)
            proceed(state.withLock { $0.slots.giveUp() })
        }
    }

    private func discard(_ connection: PostgresConnection) async {
        _ = state.withLock { $0.open.removeValue(forKey: ObjectIdentifier(connection)) }
        await connection.close()
    }

    private func proceed(_ next: Slots.Next) {
        guard case .resume(let waiter, let grant) = next else { return }
        state.withLock { $0.waiting.removeValue(forKey: waiter) }?.resume(.success(grant))
    }
}

extension PostgresPool {
    /// Waits for a turn, within the limit.
    private func nextGrant() async throws(PostgresError) -> Slots.Grant {
        let waiter = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in enter(waiter, continuation) }
        } onCancel: {
            abandon(waiter, PostgresError(.cancelled, "the calling task was cancelled"))
        }
        return try outcome.get()
    }

    private func enter(_ waiter: Slots.WaiterID, _ continuation: CheckedContinuation<Outcome, Never>) {
        let outcome = state.withLock { state -> Outcome? in
            // A cancellation that came before now found nobody to turn away.
            if Task.isCancelled { return .failure(PostgresError(.cancelled, "the calling task was cancelled")) }
            switch state.slots.request(waiter) {
            case .granted(let grant): return .success(grant)
            case .closed: return .failure(Self.closed)
            case .tooManyWaiters:
                return .failure(PostgresError(.timedOut, "\(Self.waiterLimit) callers wait for a connection already"))
            case .wait:
                state.waiting[waiter] = Waiter(continuation: continuation, timer: startTimer(for: waiter))
                return nil
            }
        }
        if let outcome { continuation.resume(returning: outcome) }
    }

    private func startTimer(for waiter: Slots.WaiterID) -> Task<Void, any Error> {
        Task { [waitLimit, size] in
            try await Task.sleep(for: waitLimit)
            abandon(
                waiter,
                PostgresError(.timedOut, "none of the pool's \(size) connections became free within \(waitLimit)"))
        }
    }

    private func abandon(_ waiter: Slots.WaiterID, _ error: PostgresError) {
        let abandoned = state.withLock { state in
            state.slots.abandon(waiter) ? state.waiting.removeValue(forKey: waiter) : nil
        }
        abandoned?.resume(.failure(error))
    }
}
