import Foundation
import JobQueue
import Logging
import PostgresClient
import Synchronization

extension PostgresJobStore {
    /// How many rows of the queue one sweep looks at.
    static let sweepSize = 10_000

    public func census() async throws -> [String: Int] {
        _ = try session()
        let rows = try await pool.query(QueueStatements.census).rows
        return rows.reduce(into: [:]) { counts, row in
            if let type = row[0].string { counts[type] = row[1].int }
        }
    }

    /// Carries out the chores that are due. A chore that fails is tried again when it is next due; the claim goes on.
    func carryOutChores(_ session: Session) async {
        let started = now()
        for chore in state.withLock({ $0.upkeep.start(now: started) }) {
            let started = now()
            do {
                try await carryOut(chore, session)
            } catch {
                logger.warning("Upkeep of the queue (\(chore)) failed: \(error)")
            }
            let ended = now()
            state.withLock { $0.upkeep.finish(chore, started: started, now: ended) }
        }
    }

    private func carryOut(_ chore: UpkeepSchedule.Chore, _ session: Session) async throws {
        switch chore {
        case .enqueue: _ = try await enqueue(session)
        case .install:
            let intake = try await withSchemaConnection { connection in
                try await IntakeInstaller(connection: connection, tables: session.tables).ensure()
            }
            guard intake == .trigger else { return }
            // What was inserted between the last look and the trigger.
            _ = try await enqueue(session)
            state.withLock { $0.upkeep.isPolling = false }
            logger.notice("Our trigger is on \(session.tables.jobs) now: new jobs wake the host")
        case .sweep:
            try await sweepOn(session)
            try await checkTrigger(session)
        }
    }

    /// Queues the jobs that no trigger has seen, and returns how many. Reads all of history, which may take longer
    /// than other statements may.
    private func enqueue(_ session: Session) async throws -> Int {
        let patience = PostgresStatement("SELECT set_config('statement_timeout', '300000', true)")
        let results = try await pool.pipeline(
            [PlanGuard.lifting, patience, PostgresStatement(session.enqueue)], timeout: .seconds(305))
        return results.last?.affectedRows ?? 0
    }

    /// Looks once for jobs that were inserted past the trigger while no host ran: restored, replicated, or inserted
    /// while it was disabled.
    func enqueueMissed() async {
        do {
            let count = try await enqueue(try session())
            guard count > 0 else { return }
            logger.notice("\(count) jobs were not in the queue, because they were inserted without our trigger")
            wakers.publish()
        } catch {
            guard !Task.isCancelled else { return }
            logger.warning("Jobs that were inserted without our trigger cannot be looked for: \(error)")
        }
    }

    /// Falls back to polling when somebody has disabled or dropped the trigger.
    private func checkTrigger(_ session: Session) async throws {
        guard state.withLock({ !$0.upkeep.isPolling }) else { return }
        let trigger = TriggerState(
            try await pool.query(TriggerState.query, TriggerState.values(session.tables)))
        guard trigger != .enabled else { return }
        state.withLock { $0.upkeep.isPolling = true }
        logger.warning(
            """
            The trigger \(IntakeInstaller.triggerName) on \(session.tables.jobs) is \(trigger): new jobs are found by \
            reading the tables, without wake-ups, until it is back
            """)
    }

    /// Sweeps the next part of the queue, and begins again at its end.
    func sweepOn(_ session: Session) async throws {
        let position = state.withLock { $0.sweepPosition }
        let result = try await sweep(.next, of: .text(position.uuidString), limit: Self.sweepSize, session)
        let isEnd = result.count < Self.sweepSize
        state.withLock { $0.sweepPosition = isEnd ? Self.firstID : result.last ?? Self.firstID }
    }

    /// Looks at part of the queue; see ``QueueStatements/sweep(_:page:)``.
    /// - Returns: how many rows were looked at, and the last job's id.
    func sweep(
        _ page: QueueStatements.Page, of value: PostgresValue, limit: Int = 1000, _ session: Session
    ) async throws -> (count: Int, last: UUID?) {
        let result = try await pool.query(QueueStatements.sweep(session.tables, page: page), [.int(limit), value])
        guard let row = result.rows.first else { return (0, nil) }
        if let dropped = row[2].int, dropped > 0 {
            logger.info("\(dropped) jobs left the queue: others have run or deleted them")
        }
        return (row[0].int ?? 0, row[1].uuid)
    }
}
