import CLibpq
import Glibc
import Logging

extension PostgresSession {
    /// The call that the session is busy with, and how far its ending has got.
    struct Call {
        enum Stage {
            case running
            /// The server was asked to stop the statement, and has until `deadline` to answer.
            case cancelling(CancelRequest, code: PostgresError.Code, deadline: ContinuousClock.Instant)
        }

        let limits: CallLimits
        /// Whether there is a statement that the server can be asked to stop.
        let canCancel: Bool
        /// When it is over, unless it is extended.
        var deadline: ContinuousClock.Instant
        var stage = Stage.running

        init(limits: CallLimits, canCancel: Bool) {
            self.limits = limits
            self.canCancel = canCancel
            deadline = limits.deadline
        }
    }

    /// Gives the running call more time: it has got on.
    func extendLimit(by limit: Duration) {
        call?.deadline = .now.advanced(by: limit)
    }

    /// Runs the blocking part of a call within its limits. What that throws leaves the connection in an unknown state, so
    /// the session is finished.
    func perform<Value>(
        _ limits: CallLimits, canCancel: Bool, _ body: () throws(PostgresError) -> Value
    ) throws(PostgresError) -> Value {
        if limits.isAbandoned.isSet { throw PostgresError(.cancelled, "cancelled before it was sent") }
        if limits.deadline <= .now { throw PostgresError(.timedOut, "the connection was busy until the time limit") }
        if isClosing.isSet { finish() }
        _ = try live()
        call = Call(limits: limits, canCancel: canCancel)
        defer { call = nil }
        do {
            let value = try body()
            if !isCancelRequestFinished() { finish() }
            return value
        } catch {
            logger.debug("PostgreSQL connection given up", metadata: ["error": "\(error)"])
            finish()
            throw error
        }
    }

    /// The next result of what was sent, or nil where libpq separates the answers of two commands.
    func nextResult() throws(PostgresError) -> OpaquePointer? {
        let connection = try live()
        while PQisBusy(connection) != 0 {
            let unsent = PQflush(connection)
            guard unsent >= 0 else { throw lost(connection) }
            try wait(for: unsent > 0 ? POLLIN | POLLOUT : POLLIN, socket: PQsocket(connection))
            guard PQconsumeInput(connection) != 0 else { throw lost(connection) }
        }
        return PQgetResult(connection)
    }

    /// Blocks until the socket is ready, or throws when the call has to end.
    func wait(for events: Int32, socket: Int32) throws(PostgresError) {
        while try !poll(for: events, socket: socket, until: checkLimits()) {}
    }

    /// Blocks until the socket is ready, somebody signals the thread, or the deadline has passed.
    /// - Returns: whether the socket is ready. A descriptor that is no socket any more counts, so that libpq finds out.
    func poll(for events: Int32, socket: Int32, until deadline: ContinuousClock.Instant) -> Bool {
        var entries = [
            pollfd(fd: socket, events: Int16(events), revents: 0),
            pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        guard Glibc.poll(&entries, 2, deadline.pollTimeout) > 0 else { return false }
        if entries[1].revents != 0 { wakeup.drain() }
        return entries[0].revents != 0
    }

    /// Begins or completes the ending of the current call, if it is time.
    /// - Returns: until when to wait before this is asked again.
    private func checkLimits() throws(PostgresError) -> ContinuousClock.Instant {
        guard let call else { throw PostgresError(.protocolViolation, "no call is running") }
        if isClosing.isSet { throw PostgresError(.closed, "the connection was closed during the call") }
        switch call.stage {
        case .running:
            if call.limits.isAbandoned.isSet { return try beginCancelling(.cancelled) }
            if call.deadline <= .now { return try beginCancelling(.timedOut) }
            return call.deadline
        case .cancelling(_, let code, let deadline):
            if deadline <= .now {
                throw PostgresError(code, "\(Self.reason(code)), and the server did not react; connection closed")
            }
            return deadline
        }
    }

    private func beginCancelling(_ code: PostgresError.Code) throws(PostgresError) -> ContinuousClock.Instant {
        guard let connection, call?.canCancel == true else { throw PostgresError(code, Self.reason(code)) }
        let deadline = ContinuousClock.now.advanced(by: configuration.cancelGrace)
        call?.stage = .cancelling(CancelRequest(stopping: connection, wakeup: wakeup), code: code, deadline: deadline)
        return deadline
    }

    private static func reason(_ code: PostgresError.Code) -> String {
        code == .cancelled ? "the calling task was cancelled" : "no answer within the time limit"
    }

    /// A cancel request that is still under way could stop the next statement, so it is waited for.
    /// - Returns: false if the connection has to be given up instead.
    private func isCancelRequestFinished() -> Bool {
        guard case .cancelling(let request, _, let deadline) = call?.stage else { return true }
        while !request.isFinished {
            guard !isClosing.isSet, deadline > .now else { return false }
            _ = poll(for: 0, socket: -1, until: deadline)
        }
        return true
    }

    /// The error for a statement that the server refused, told apart from one that this side asked it to stop.
    func refusal(_ error: PostgresError) -> PostgresError {
        guard error.sqlState == "57014" else { return error }
        guard case .cancelling(_, let code, _) = call?.stage else {
            return error.with(code: error.message.contains("timeout") ? .timedOut : .server)
        }
        return error.with(code: code)
    }
}

extension ContinuousClock.Instant {
    /// The time left in milliseconds as poll(2) wants it, rounded up so that nobody spins through the last one.
    fileprivate var pollTimeout: Int32 {
        let left = ContinuousClock.now.duration(to: self).components
        guard left.seconds >= 0, left.attoseconds >= 0 else { return 0 }
        let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
        return Int32(clamping: milliseconds)
    }
}
