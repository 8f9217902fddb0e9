import CLibpq
import Glibc

extension PostgresSession {
    private static let readsToNotice = 4

    /// Waits for notifications of the channels that the session listens to.
    /// - Returns: those that have arrived; none if the deadline passed, or another call wants the session.
    func notifications(_ limits: CallLimits) throws(PostgresError) -> [PostgresNotification] {
        let connection = try live()
        while true {
            try consume(connection)
            let notifications = takeNotifications(connection)
            guard notifications.isEmpty, limits.deadline > .now, !turn.isWanted else { return notifications }
            // The connection is none the worse for it.
            if limits.isAbandoned.isSet { throw PostgresError(.cancelled, "the calling task was cancelled") }
            _ = poll(for: POLLIN, socket: PQsocket(connection), until: limits.deadline)
        }
    }

    /// Whether the connection can be lent: open, with no transaction, and not closed by the server meanwhile.
    func isReady() -> Bool {
        guard let connection, !isInTransaction else { return false }
        // A server that ends a session says why first: only the read after that finds the end.
        for _ in 0..<Self.readsToNotice {
            guard (try? consume(connection)) != nil else { return false }
            if !poll(for: POLLIN, socket: PQsocket(connection), until: .now) { break }
        }
        return true
    }

    /// Reads what has arrived without waiting.
    private func consume(_ connection: OpaquePointer) throws(PostgresError) {
        if isClosing.isSet {
            finish()
            throw PostgresError(.closed, "the connection was closed")
        }
        guard PQconsumeInput(connection) != 0 else {
            let error = lost(connection)
            finish()
            throw error
        }
    }

    private func takeNotifications(_ connection: OpaquePointer) -> [PostgresNotification] {
        var notifications: [PostgresNotification] = []
        while let notification = PQnotifies(connection) {
            // Ours since PQnotifies, with both strings in the same allocation, until PQfreemem.
            defer { PQfreemem(notification) }
            notifications.append(
                PostgresNotification(
                    channel: String(cString: notification.pointee.relname),
                    payload: String(cString: notification.pointee.extra)))
        }
        return notifications
    }
}
