import CLibpq
import Glibc

extension PostgresSession {
    /// Tries the hosts in order until one accepts. Name resolution inside libpq blocks and heeds no limit: the caller
    /// waits apart.
    func connect(isAbandoned: Flag) throws(PostgresError) {
        var failures: [PostgresError] = []
        for attempt in ConnectTargets.attempts(for: configuration.keywords) {
            do throws(PostgresError) {
                try connect(attempt, CallLimits(within: configuration.connectTimeout, isAbandoned: isAbandoned))
                return
            } catch {
                if error.code == .cancelled || error.code == .closed { throw error }
                failures.append(error)
            }
        }
        throw Self.combined(failures)
    }

    private func connect(_ keywords: ConnectionKeywords, _ limits: CallLimits) throws(PostgresError) {
        if limits.isAbandoned.isSet { throw PostgresError(.cancelled, "cancelled before it connected") }
        if isClosing.isSet { throw PostgresError(.closed, "the connection is closed") }
        guard let connection = Self.start(keywords) else {
            throw PostgresError(.connectionFailed, "libpq has no memory for a connection")
        }
        self.connection = connection
        do throws(PostgresError) {
            guard PQsetnonblocking(connection, 1) == 0 else { throw lost(connection, code: .connectionFailed) }
            observeNotices(of: connection)
            // The only way to learn the server's error code from a failed connection: `lost` takes it out of the text.
            PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
            call = Call(limits: limits, canCancel: false)
            defer { call = nil }
            try negotiate(connection)
            try prepareSession()
        } catch {
            finish()
            throw error.code == .connectionLost ? error.with(code: .connectionFailed) : error
        }
    }

    private func negotiate(_ connection: OpaquePointer) throws(PostgresError) {
        guard PQstatus(connection) != CONNECTION_BAD else { throw lost(connection, code: .connectionFailed) }
        // libpq asks to begin as if the socket had to be written.
        var wanted = POLLOUT
        while true {
            try wait(for: wanted, socket: PQsocket(connection))
            switch PQconnectPoll(connection) {
            case PGRES_POLLING_OK: return
            case PGRES_POLLING_READING: wanted = POLLIN
            case PGRES_POLLING_WRITING: wanted = POLLOUT
            default: throw lost(connection, code: .connectionFailed)
            }
        }
    }

    /// Sets what every statement relies on. It is done by statements because poolers refuse unknown start-up parameters.
    /// What a pooler lends for one transaction gets it with the transaction.
    private func prepareSession() throws(PostgresError) {
        guard !configuration.isTransactionPooled else { return }
        let settings =
            configuration.transactionSettings
            + [("tcp_user_timeout", "\(configuration.deadClientTimeout.wholeMilliseconds)")]
        let script = settings.map { "SET \($0.0) = '\($0.1)'" }
        if let refusal = try exchange(script: script.joined(separator: "; ")) { throw refusal }
    }

    private static func start(_ keywords: ConnectionKeywords) -> OpaquePointer? {
        let pairs = keywords.values.sorted { $0.key < $1.key }
        // The copies live until after PQconnectStartParams, which makes its own.
        let names = pairs.map { strdup($0.key) }
        let values = pairs.map { strdup($0.value) }
        defer { for copy in names + values { free(copy) } }
        return PQconnectStartParams(
            names.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 0)
    }

    /// Of several hosts' failures the last one decides, as with libpq; all are told.
    private static func combined(_ failures: [PostgresError]) -> PostgresError {
        guard let last = failures.last else { return PostgresError(.connectionFailed, "no host to connect to") }
        guard failures.count > 1 else { return last }
        return PostgresError(
            last.code, failures.map(\.message).joined(separator: "; "), sqlState: last.sqlState, hint: last.hint)
    }
}

extension PostgresConfiguration {
    /// What every transaction relies on: names and values.
    fileprivate var transactionSettings: [(String, String)] {
        [
            ("TimeZone", "UTC"), ("DateStyle", "ISO"),
            ("statement_timeout", "\(statementTimeout.wholeMilliseconds)"),
            ("lock_timeout", "\(lockTimeout.wholeMilliseconds)"),
            ("idle_in_transaction_session_timeout", "\(idleInTransactionTimeout.wholeMilliseconds)"),
        ] + settings
    }

    /// Sets it for the transaction that it is part of.
    var transactionPreamble: PostgresStatement {
        let calls = transactionSettings.map { "set_config('\($0.0)', '\($0.1)', true)" }
        return PostgresStatement("SELECT \(calls.joined(separator: ", "))")
    }
}

extension Duration {
    /// Rounded down, and at least 1: to the server 0 means for ever.
    var wholeMilliseconds: Int64 {
        max(1, components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
    }
}
