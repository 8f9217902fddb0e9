import CLibpq

extension PostgresSession {
    /// Sends the statements in one go and reads their answers. They are one implicit transaction, or part of the open one.
    func run(_ statements: [PostgresStatement], _ limits: CallLimits) throws(PostgresError) -> [PostgresResult] {
        for (index, statement) in statements.enumerated() { try statement.validate(index: index) }
        guard !statements.isEmpty else { return [] }
        let wasInTransaction = isInTransaction
        if cacheIsStale, !wasInTransaction { try dropPreparedStatements(limits) }
        do {
            return try runOnce(statements, limits)
        } catch {
            // Nothing has taken effect, so the same statements may be sent again: without the stale plans, or without any.
            switch error.failure {
            case .stalePlan:
                cacheIsStale = true
                guard !wasInTransaction else { throw error.error }
                try dropPreparedStatements(limits)
            case .foreignSession:
                cache.disable()
                guard !wasInTransaction else { throw error.error }
            case .other: throw error.error
            }
        }
        do {
            return try runOnce(statements, limits)
        } catch { throw error.error }
    }

    /// Runs a script of several statements in the simple protocol. If it fails, a transaction that it began is rolled back.
    func run(script: String, _ limits: CallLimits) throws(PostgresError) {
        try PostgresStatement(script).validate(index: nil)
        let wasInTransaction = isInTransaction
        let refused = try perform(limits, canCancel: true) { () throws(PostgresError) in
            let preamble = needsPreamble ? "\(configuration.transactionPreamble.sql); " : ""
            let refused = try exchange(script: preamble + script)
            if refused != nil, !wasInTransaction, isInTransaction { _ = try exchange(script: "ROLLBACK") }
            return refused
        }
        if let refused { throw refused }
    }

    /// Whether the session may be another one than that of the last transaction.
    private var needsPreamble: Bool { configuration.isTransactionPooled && !isInTransaction }

    private func dropPreparedStatements(_ limits: CallLimits) throws(PostgresError) {
        let refused = try perform(limits, canCancel: true) { () throws(PostgresError) in
            try exchange(script: "DEALLOCATE ALL")
        }
        if let refused { throw refused }
        cache.removeAll()
        cacheIsStale = false
    }

    /// Sends a script and reads all it answers.
    /// - Returns: the server's refusal.
    func exchange(script: String) throws(PostgresError) -> PostgresError? {
        let connection = try live()
        guard PQsendQuery(connection, script) == 1 else { throw lost(connection) }
        var refused: PostgresError?
        while let result = try nextResult() {
            // Owned here, and cleared before the next one is asked for.
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: break
            case PGRES_FATAL_ERROR:
                let error = PostgresError(result: result)
                guard !error.endsConnection(PQstatus(connection), result: result) else {
                    throw error.with(code: .connectionLost)
                }
                refused = refused ?? refusal(error)
            default: throw PostgresError(.protocolViolation, "a script may not contain COPY from or to the client")
            }
        }
        return refused
    }

    private func runOnce(_ statements: [PostgresStatement], _ limits: CallLimits) throws(StatementFailure)
        -> [PostgresResult]
    {
        let preamble = needsPreamble ? [configuration.transactionPreamble] : []
        var pipeline = Pipeline(preamble: preamble, statements: statements, cache: cache)
        do throws(PostgresError) {
            try perform(limits, canCancel: true) { () throws(PostgresError) in try exchange(&pipeline) }
        } catch {
            throw StatementFailure(error: error, failure: .other)
        }
        for (name, statement) in pipeline.prepared { cache.insert(name, for: statement) }
        if let refused = pipeline.refused { throw refused }
        return pipeline.results
    }
}

/// A statement that was refused, and whether that has to do with its being prepared.
struct StatementFailure: Error {
    enum Cause {
        /// A table has changed since the statement was prepared.
        case stalePlan
        /// A pooler lends this client another server session than the one that knows its statements.
        case foreignSession
        case other
    }

    let error: PostgresError
    let failure: Cause
}

extension PostgresStatement {
    /// What libpq, or the protocol, cannot carry.
    fileprivate func validate(index: Int?) throws(PostgresError) {
        // Statements are long, and String's own search of them costs as much as sending them.
        if sql.utf8.withContiguousStorageIfAvailable({ $0.contains(0) }) ?? sql.utf8.contains(0) {
            throw PostgresError(.invalidParameter, "the statement contains U+0000", statementIndex: index)
        }
        if values.count > Int(PQ_QUERY_PARAM_MAX_LIMIT) {
            throw PostgresError(
                .invalidParameter, "\(values.count) parameters; 65535 is the most", statementIndex: index)
        }
        for (position, value) in values.enumerated() {
            if case .text(let bytes) = value.content, bytes.contains(0) {
                throw PostgresError(
                    .invalidParameter, "parameter $\(position + 1) contains U+0000, which PostgreSQL cannot store",
                    statementIndex: index)
            }
        }
    }
}
