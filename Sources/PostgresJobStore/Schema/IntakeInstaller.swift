import PostgresClient

/// Installs our trigger on `jobs`, and picks up, once, the jobs that were there before it.
///
/// The trigger is created in a short transaction: its lock waits until every transaction that has inserted jobs
/// has ended, and those that follow fire it. So a look at the table afterwards misses nobody, and need not hold up
/// the App while it reads all of history. That it is still to be done is noted with the trigger, in case the host
/// dies in between.
struct IntakeInstaller {
    static let triggerName = "trubuild_enqueue"

    let connection: PostgresConnection
    let tables: JobTables

    func ensure() async throws -> Intake {
        switch TriggerState(try await connection.query(TriggerState.query, TriggerState.values(tables))) {
        case .disabled:
            let remedy = "ALTER TABLE \(tables.jobs) ENABLE TRIGGER \(Self.triggerName)"
            return .polling(
                reason: "The trigger \(Self.triggerName) on \(tables.jobs) is disabled. \(advice([remedy]))")
        case .enabled: break
        case .absent: if let obstacle = try await install() { return .polling(reason: obstacle) }
        }
        try await backfill()
        return .trigger
    }

    /// - Returns: why the trigger cannot be had; nil if it is there now.
    private func install() async throws -> String? {
        let missing = try await connection.query(
            """
            SELECT format('GRANT TRIGGER ON %s TO %I', $1::regclass, current_user)
                WHERE NOT has_table_privilege($1::regclass, 'TRIGGER')
            UNION ALL SELECT format('GRANT EXECUTE ON FUNCTION trubuild.enqueue() TO %I', current_user)
                WHERE NOT has_function_privilege('trubuild.enqueue()', 'EXECUTE')
            UNION ALL SELECT format('GRANT INSERT, UPDATE ON trubuild.intake TO %I', current_user)
                WHERE NOT (has_table_privilege('trubuild.intake', 'INSERT')
                    AND has_table_privilege('trubuild.intake', 'UPDATE'))
            """, [.text(tables.jobs)]
        ).rows.compactMap { $0[0].string }
        guard missing.isEmpty else {
            return "The host's role may not create a trigger on \(tables.jobs). \(advice(missing))"
        }
        do {
            try await connection.execute(
                script: """
                    BEGIN;
                    \(Migrator.lock);
                    SET LOCAL lock_timeout = '3s';
                    CREATE TRIGGER \(Self.triggerName) AFTER INSERT ON \(tables.jobs)
                        REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION trubuild.enqueue();
                    INSERT INTO trubuild.intake (jobs) VALUES ('\(tables.jobs.replacing("'", with: "''"))'::regclass)
                        ON CONFLICT (jobs) DO UPDATE SET backfilled_at = NULL;
                    COMMIT
                    """)
            return nil
        } catch {
            try? await connection.execute(script: "ROLLBACK")
            switch error.sqlState {
            // Another host was faster.
            case "42710": return nil
            case "55P03":
                return "A transaction that holds \(tables.jobs) kept the trigger from being created in time; "
                    + "until the next attempt new jobs are found by reading the tables, without wake-ups"
            default: throw error
            }
        }
    }

    private func backfill() async throws {
        let done = try await connection.query(
            "SELECT EXISTS (SELECT FROM trubuild.intake WHERE jobs = $1::regclass AND backfilled_at IS NOT NULL)",
            [.text(tables.jobs)])
        guard done[0, 0].bool != true else { return }
        do {
            try await connection.execute(script: "BEGIN; \(Migrator.lock)")
            let mine = try await connection.query(
                """
                INSERT INTO trubuild.intake AS i (jobs, backfilled_at) VALUES ($1::regclass, now())
                ON CONFLICT (jobs) DO UPDATE SET backfilled_at = now() WHERE i.backfilled_at IS NULL
                RETURNING 1
                """, [.text(tables.jobs)])
            if mine.rowCount == 1 { _ = try await connection.query(QueueStatements.enqueue(tables)) }
            try await connection.execute(script: "COMMIT")
        } catch {
            try? await connection.execute(script: "ROLLBACK")
            throw error
        }
    }

    private func advice(_ remedy: [String]) -> String {
        "Until an owner runs \(remedy.map { "\($0);" }.joined(separator: " ")) "
            + "new jobs are found by reading the tables, without wake-ups"
    }
}
