import PostgresClient

/// Our trigger on `job_runs`, which tells hosts that somebody has cancelled a run of theirs. Without it they notice at
/// their next beat.
struct CancelTrigger {
    static let name = "trubuild_cancelled"

    let connection: PostgresConnection
    let tables: JobTables

    /// - Returns: why it cannot be had; nil if it is there.
    func ensure() async throws -> String? {
        let state = TriggerState(
            try await connection.query(TriggerState.query, [.text(tables.runs), .text(Self.name)]))
        switch state {
        case .enabled: return nil
        case .disabled: return explain("is disabled", "ALTER TABLE \(tables.runs) ENABLE TRIGGER \(Self.name)")
        case .absent: return try await install()
        }
    }

    private func install() async throws -> String? {
        do {
            try await connection.execute(
                script: """
                    BEGIN;
                    \(Migrator.lock);
                    SET LOCAL lock_timeout = '3s';
                    CREATE TRIGGER \(Self.name) AFTER UPDATE OF status ON \(tables.runs) FOR EACH ROW
                        WHEN (OLD.status = 'in_progress' AND NEW.status = 'cancelled')
                        EXECUTE FUNCTION trubuild.announce_cancelled();
                    COMMIT
                    """)
            return nil
        } catch {
            try? await connection.execute(script: "ROLLBACK")
            switch error.sqlState {
            // Another host was faster.
            case "42710": return nil
            case "42501":
                let role = try await DatabaseRole(connection)
                return explain("is missing", "GRANT TRIGGER ON \(tables.runs) TO \(role.name)")
            case "55P03": return explain("could not be created: somebody held the table", nil)
            default: throw error
            }
        }
    }

    private func explain(_ finding: String, _ remedy: String?) -> String {
        let until = remedy.map { "Until an owner runs \($0); and a host starts" } ?? "Until the next start of a host"
        return
            "The trigger \(Self.name) on \(tables.runs) \(finding). \(until), a cancelled run is noticed with the next beat."
    }
}
