public import Logging
import Synchronization

/// Listens to channels, on a connection of its own that it renews when it breaks.
///
/// Notifications that are sent while there is no connection are lost: look for work after each ``Event/listening``.
public final class PostgresListener: Sendable {
    public enum Event: Sendable {
        /// Connected; all that is sent from now on will be noticed.
        case listening
        case notification(PostgresNotification)
        /// The connection broke or could not be made. The next attempt follows by itself.
        case lost(PostgresError)
    }

    private let configuration: PostgresConfiguration
    private let channels: [String]
    private let silenceLimit: Duration
    private let answerLimit: Duration
    private let logger: Logger
    private let running = Mutex<Task<Void, Never>?>(nil)
    /// The connection while it listens.
    private let connection = Mutex<PostgresConnection?>(nil)
    private let isClosed = Flag()

    public convenience init(configuration: PostgresConfiguration, channels: [String], logger: Logger) {
        self.init(
            configuration: configuration, channels: channels, silenceLimit: .seconds(300), answerLimit: .seconds(5),
            logger: logger)
    }

    /// - Parameters:
    ///   - silenceLimit: how long the connection may be silent before the server is asked whether it is there.
    ///   - answerLimit: how long it then has to answer.
    init(
        configuration: PostgresConfiguration, channels: [String], silenceLimit: Duration, answerLimit: Duration,
        logger: Logger
    ) {
        self.configuration = configuration
        self.channels = channels
        self.silenceLimit = silenceLimit
        self.answerLimit = answerLimit
        self.logger = logger
    }

    /// Connects, listens and reconnects until the task is cancelled or ``close()`` is called. Call it once.
    /// - Parameter react: called with one event after the other, for notifications on the thread of the connection; must not
    ///   wait.
    public func run(_ react: @escaping @Sendable (Event) -> Void) async {
        let task = Task { await self.listenRepeatedly(react) }
        running.withLock { $0 = task }
        if isClosed.isSet { task.cancel() }
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Makes ``run()`` return soon.
    public func close() {
        isClosed.set()
        running.withLock { $0 }?.cancel()
    }

    /// Runs statements on the connection that listens, as one transaction, while it goes on listening. What they leave in
    /// the session, such as a lock, is there until ``Event/lost(_:)``.
    /// - Throws: ``PostgresError/Code/connectionFailed`` while there is no connection.
    public func pipeline(
        _ statements: [PostgresStatement], timeout: Duration
    ) async throws(PostgresError) -> [PostgresResult] {
        guard let connection = connection.withLock({ $0 }) else {
            throw PostgresError(.connectionFailed, "the listener has no connection")
        }
        return try await connection.pipeline(statements, timeout: timeout)
    }

    private func listenRepeatedly(_ react: @escaping @Sendable (Event) -> Void) async {
        var backoff = Backoff()
        var generator = SystemRandomNumberGenerator()
        while !Task.isCancelled {
            do throws(PostgresError) {
                let connection = try await PostgresConnection.connect(configuration, logger: logger)
                let error = await listen(on: connection, whenListening: { backoff.reset() }, react)
                await connection.close()
                throw error
            } catch {
                if Task.isCancelled { return }
                let wait = backoff.next(using: &generator)
                logger.debug(
                    "PostgreSQL listener lost its connection", metadata: ["error": "\(error)", "retry in": "\(wait)"])
                react(.lost(error))
                try? await Task.sleep(for: wait)
            }
        }
    }

    /// Listens until the connection breaks.
    private func listen(
        on connection: PostgresConnection, whenListening: () -> Void, _ react: @escaping @Sendable (Event) -> Void
    ) async -> PostgresError {
        do throws(PostgresError) {
            _ = try await connection.pipeline(channels.map { PostgresStatement("LISTEN \(Self.quoted($0))") })
            whenListening()
            self.connection.withLock { $0 = connection }
            defer { self.connection.withLock { $0 = nil } }
            react(.listening)
            var silentUntil = ContinuousClock.now + silenceLimit
            while true {
                let limit = ContinuousClock.now.duration(to: silentUntil)
                let count = try await connection.notifications(within: limit) { react(.notification($0)) }
                if count == 0 {
                    guard silentUntil <= .now else { continue }
                    _ = try await connection.query("SELECT 1", timeout: answerLimit)
                }
                silentUntil = .now + silenceLimit
            }
        } catch {
            return error
        }
    }

    private static func quoted(_ identifier: String) -> String {
        "\"\(identifier.replacing("\"", with: "\"\""))\""
    }
}
