import PostgresClient

/// Whether our trigger on `jobs` sees what the App inserts.
enum TriggerState: Sendable {
    case enabled
    /// It is there, and does not fire for an ordinary session.
    case disabled
    case absent

    static let query =
        "SELECT tgenabled::text FROM pg_trigger WHERE tgrelid = $1::regclass AND tgname = $2 AND NOT tgisinternal"

    static func values(_ tables: JobTables) -> [PostgresValue] {
        [.text(tables.jobs), .text(IntakeInstaller.triggerName)]
    }

    /// Reads the answer to ``query``.
    init(_ result: PostgresResult) {
        switch result.rows.first?[0].string {
        case nil: self = .absent
        // Origin and always; the others are disabled and replica.
        case "O", "A": self = .enabled
        default: self = .disabled
        }
    }
}
