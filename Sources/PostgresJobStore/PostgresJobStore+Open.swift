import Foundation
import JobQueue
import Logging
import PostgresClient
import Synchronization

extension PostgresJobStore {
    public func open() async throws -> [String] {
        if case .closed = state.withLock({ $0.phase }) { throw StoreError(.closed, "The job store is closed") }
        let (session, intake, cancelNote) = try await withSchemaConnection { connection in
            let tables = try await Migrator(connection: connection).run()
            let privileges = try await Privileges(connection, tables: tables)
            let intake = try await IntakeInstaller(connection: connection, tables: tables).ensure()
            let cancelNote = try await CancelTrigger(connection: connection, tables: tables).ensure()
            return (Session(tables: tables, locksJobs: privileges.canLockJobs), intake, cancelNote)
        }
        _ = try await extendLease(of: state.withLock { $0.host }, offer: nil, session)
        let now = now()
        state.withLock { state in
            state.phase = .open(session)
            state.upkeep = UpkeepSchedule(now: now, isPolling: intake.isPolling)
            if let listener, state.listening == nil {
                state.listening = Task { await listener.run { self.react(to: $0) } }
            }
            if !intake.isPolling, state.lookingBack == nil {
                state.lookingBack = Task { await self.enqueueMissed() }
            }
        }
        return [intake.note, cancelNote].compactMap { $0 }
    }

    /// Lends a connection whose statements may take long, for work on the schema.
    func withSchemaConnection<Value: Sendable>(
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        var patient = configuration
        patient.statementTimeout = .seconds(300)
        patient.lockTimeout = .seconds(60)
        let connection = try await PostgresConnection.connect(patient, logger: logger)
        do {
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Turns what the listener hears into wake-ups.
    private func react(to event: PostgresListener.Event) {
        switch event {
        case .listening:
            let isBack = state.withLock { state in
                state.watch.connected()
                defer { state.isDeaf = false }
                return state.isDeaf
            }
            if isBack { logger.info("Wake-ups from the database are back") }
            // What was sent before is lost: there may be something.
            wakers.publish()
        case .notification(let notification) where notification.channel == Self.cancelChannel:
            if let run = UUID(uuidString: notification.payload) { cancels.publish(RunID(run)) }
        case .notification(let notification):
            if notification.payload == WatchStatements.ended { state.withLock { $0.watch.otherEnded() } }
            wakers.publish()
        case .lost(let error):
            let isNews = state.withLock { state in
                state.watch.lost()
                defer { state.isDeaf = true }
                return !state.isDeaf
            }
            if isNews { logger.warning("No wake-ups from the database, only polling: \(error)") }
        }
    }
}
