import CLibpq
import Logging

/// One libpq connection, used by one thread at a time, which it may block for as long as its limits allow.
///
/// Any error that leaves open what the server will send next finishes the session. It frees the PGconn exactly once: in
/// `finish()`, which `deinit` calls too.
final class PostgresSession {
    let configuration: PostgresConfiguration
    let wakeup: Wakeup
    let isClosing: Flag
    let turn: CallersTurn
    let logger: Logger
    var connection: OpaquePointer?
    var cache: StatementCache
    /// Whether a prepared plan went stale, so that all are to be dropped outside of a transaction.
    var cacheIsStale = false
    var call: Call?
    private let notices: NoticeSink

    init(
        configuration: PostgresConfiguration, wakeup: Wakeup, isClosing: Flag, turn: CallersTurn, logger: Logger
    ) {
        self.configuration = configuration
        self.wakeup = wakeup
        self.isClosing = isClosing
        self.turn = turn
        self.logger = logger
        cache = StatementCache(limit: configuration.isTransactionPooled ? 0 : configuration.statementCacheSize)
        notices = NoticeSink(logger: logger)
    }

    deinit { finish() }

    var isOpen: Bool { connection != nil }

    /// Whether a transaction is open or failed; false when the session is finished.
    var isInTransaction: Bool {
        guard let connection else { return false }
        return PQtransactionStatus(connection) != PQTRANS_IDLE
    }

    func live() throws(PostgresError) -> OpaquePointer {
        guard let connection else {
            throw PostgresError(.closed, "the connection is closed")
        }
        return connection
    }

    /// Says good-bye without waiting, and frees the connection. Does nothing the second time.
    func finish() {
        guard let connection else { return }
        self.connection = nil
        // PQfinish does not wait: the session is in non-blocking mode from its first moment.
        PQfinish(connection)
    }

    /// Sends the server's notices to the log. `notices` outlives the PGconn, which `finish()` frees at the latest.
    func observeNotices(of connection: OpaquePointer) {
        PQsetNoticeProcessor(
            connection,
            { argument, message in
                guard let argument, let message else { return }
                Unmanaged<NoticeSink>.fromOpaque(argument).takeUnretainedValue().log(String(cString: message))
            },
            Unmanaged.passUnretained(notices).toOpaque())
    }

    /// libpq's last words on the connection, as an error.
    func lost(_ connection: OpaquePointer, code: PostgresError.Code = .connectionLost) -> PostgresError {
        PostgresError(code, libpqMessage: PQerrorMessage(connection).map { String(cString: $0) } ?? "")
    }
}

/// Where the server's notices go.
private final class NoticeSink {
    private let logger: Logger

    init(logger: Logger) { self.logger = logger }

    func log(_ message: String) {
        logger.debug("PostgreSQL: \(PostgresError.oneLine(message) ?? "notice without text")")
    }
}
