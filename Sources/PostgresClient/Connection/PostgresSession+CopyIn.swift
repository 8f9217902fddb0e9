import CLibpq
import Glibc

extension PostgresSession {
    /// Sends rows for a COPY … FROM STDIN, no faster than the server takes them, and waits for its answer.
    ///
    /// The time limit begins anew with each piece that the server has taken. A call that is ended early ends the connection,
    /// and with it the transaction: to stop a COPY in good order the server would have to be asked, and it may not answer.
    /// - Parameters:
    ///   - idleLimit: how long the server may take none of it.
    ///   - endLimit: how long it may take to answer once it has all.
    func copyIn(
        _ sql: String, from source: consuming some CopySource, idleLimit: Duration, endLimit: Duration,
        _ limits: CallLimits
    ) throws(PostgresError) {
        var source = source
        let refused = try perform(limits, canCancel: false) { () throws(PostgresError) -> PostgresError? in
            let connection = try live()
            guard PQsendQuery(connection, sql) == 1 else { throw lost(connection) }
            if let refused = try beginCopy(connection) { return refused }
            var buffer: [UInt8] = []
            while true {
                buffer.removeAll(keepingCapacity: true)
                do {
                    try source.appendNext(to: &buffer)
                } catch {
                    throw PostgresError(.invalidParameter, "what is to be copied cannot be read: \(error)")
                }
                if buffer.isEmpty { break }
                let isQueued = buffer.withUnsafeBytes { bytes in
                    PQputCopyData(
                        connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count)) == 1
                }
                guard isQueued else { throw lost(connection) }
                try flush(connection)
                extendLimit(by: idleLimit)
            }
            guard PQputCopyEnd(connection, nil) == 1 else { throw lost(connection) }
            extendLimit(by: endLimit)
            return try drain(connection)
        }
        if let refused { throw refused }
    }

    /// - Returns: the server's refusal to begin.
    private func beginCopy(_ connection: OpaquePointer) throws(PostgresError) -> PostgresError? {
        guard let result = try nextResult() else {
            throw PostgresError(.protocolViolation, "the server did not answer a COPY")
        }
        // Owned here: it carries nothing but the status, or the refusal that is copied out of it.
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COPY_IN: return nil
        case PGRES_FATAL_ERROR:
            let error = PostgresError(result: result)
            if error.endsConnection(PQstatus(connection), result: result) { throw error.with(code: .connectionLost) }
            _ = try drain(connection)
            return refusal(error)
        default: throw PostgresError(.protocolViolation, "the statement is not COPY … FROM STDIN")
        }
    }

    /// Reads the answers to the end.
    /// - Returns: the server's refusal.
    private func drain(_ connection: OpaquePointer) throws(PostgresError) -> PostgresError? {
        var refused: PostgresError?
        while let result = try nextResult() {
            // Owned here, and cleared before the next one is asked for.
            defer { PQclear(result) }
            guard PQresultStatus(result) == PGRES_FATAL_ERROR else { continue }
            let error = PostgresError(result: result)
            if error.endsConnection(PQstatus(connection), result: result) { throw error.with(code: .connectionLost) }
            refused = refused ?? refusal(error)
        }
        return refused
    }

    /// Waits until the server has taken what is queued: libpq would keep it all.
    private func flush(_ connection: OpaquePointer) throws(PostgresError) {
        while true {
            let unsent = PQflush(connection)
            guard unsent >= 0 else { throw lost(connection) }
            if unsent == 0 { return }
            try wait(for: POLLIN | POLLOUT, socket: PQsocket(connection))
            guard PQconsumeInput(connection) != 0 else { throw lost(connection) }
        }
    }
}
