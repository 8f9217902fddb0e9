/// One step of the schema `trubuild`. Steps are numbered, only go forward, and are never edited once they have shipped.
///
/// A step must leave hosts that do not know it yet able to work: they serve on while newer ones are started.
struct Migration: Sendable {
    let version: Int
    let name: String
    let script: @Sendable (JobTables) -> String

    /// All steps that this host knows, in order.
    static let all: [Migration] = [.queue, .leases, .operating, .watching, .insertTime]

    /// What the schema must have before the steps can be counted.
    static let ledger = """
        REVOKE ALL ON SCHEMA trubuild FROM PUBLIC;
        CREATE TABLE IF NOT EXISTS trubuild.migrations (
            version integer PRIMARY KEY,
            name text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        );
        """
}
