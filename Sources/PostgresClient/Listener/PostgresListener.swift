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

    /// What happened, for one reader. If the reader is slow, the oldest of more than 256 events are dropped.
    public let events: AsyncStream<Event>
    private let continuation: AsyncStream<Event>.Continuation
    private let configuration: PostgresConfiguration
    private let channels: [String]
    private let silenceLimit: Duration
    private let answerLimit: Duration
    private let logger: Logger
    private let running = Mutex<Task<Void, Never>?>(nil)
    private let isClosed = Flag()

    public convenience init(configuration: PostgresConfiguration, channels: [String], logger: Logger) {
        self.init(
            configuration: configuration, channels: channels, silenceLimit: .seconds(30), answerLimit: .seconds(5),
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
        (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(256))
    }

    /// Connects, listens and reconnects until the task is cancelled or ``close()`` is called; then ends ``events``. Call
    /// it once.
    public func run() async {
        let task = Task { await self.listenRepeatedly() }
        running.withLock { $0 = task }
        if isClosed.isSet { task.cancel() }
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        continuation.finish()
    }

    /// Makes ``run()`` return soon.
    public func close() {
        isClosed.set()
        running.withLock { $0 }?.cancel()
    }

    private func listenRepeatedly() async {
        var backoff = Backoff()
        var generator = SystemRandomNumberGenerator()
        while !Task.isCancelled {
            do throws(PostgresError) {
                let connection = try await PostgresConnection.connect(configuration, logger: logger)
                let error = await listen(on: connection, whenListening: { backoff.reset() })
                await connection.close()
                throw error
            } catch {
                if Task.isCancelled { return }
                let wait = backoff.next(using: &generator)
                logger.debug(
                    "PostgreSQL listener lost its connection", metadata: ["error": "\(error)", "retry in": "\(wait)"])
                continuation.yield(.lost(error))
                try? await Task.sleep(for: wait)
            }
        }
    }

    /// Listens until the connection breaks.
    private func listen(on connection: PostgresConnection, whenListening: () -> Void) async -> PostgresError {
        do throws(PostgresError) {
            _ = try await connection.pipeline(channels.map { PostgresStatement("LISTEN \(Self.quoted($0))") })
            whenListening()
            continuation.yield(.listening)
            while true {
                let notifications = try await connection.notifications(within: silenceLimit)
                for notification in notifications { continuation.yield(.notification(notification)) }
                if notifications.isEmpty { _ = try await connection.query("SELECT 1", timeout: answerLimit) }
            }
        } catch {
            return error
        }
    }

    private static func quoted(_ identifier: String) -> String {
        "\"\(identifier.replacing("\"", with: "\"\""))\""
    }
}
