import PostgresClient

/// Who the host is to the database, for the statements that an operator is told to run.
struct DatabaseRole: Sendable {
    /// Quoted.
    let name: String
    let database: String
    /// Where unqualified tables are created; nil if the search path names no schema that exists.
    let schema: String?

    init(_ connection: PostgresConnection) async throws {
        let result = try await connection.query(
            "SELECT quote_ident(current_user), quote_ident(current_database()), quote_ident(current_schema())")
        name = result[0, 0].string ?? ""
        database = result[0, 1].string ?? ""
        schema = result[0, 2].string
    }
}

/// What the host's role may do with the tables, found out once, before the first statement can fail for it.
struct Privileges {
    /// Whether rows of `jobs` may be locked.
    let canLockJobs: Bool

    /// - Throws: ``StoreError/Code/privilegesMissing`` with the GRANT statements that are needed.
    init(_ connection: PostgresConnection, tables: JobTables) async throws {
        let missing = try await connection.query(
            """
            WITH wanted(relation, privilege) AS (
                VALUES ($1, 'SELECT'), ($2, 'SELECT'), ($2, 'INSERT'), ($2, 'UPDATE'), ($3, 'INSERT'),
                    ('trubuild.queue', 'SELECT'), ('trubuild.queue', 'INSERT'), ('trubuild.queue', 'UPDATE'),
                    ('trubuild.queue', 'DELETE'), ('trubuild.checkpoints', 'SELECT'),
                    ('trubuild.checkpoints', 'INSERT'), ('trubuild.checkpoints', 'UPDATE'),
                    ('trubuild.checkpoints', 'DELETE'), ('trubuild.hosts', 'SELECT'), ('trubuild.hosts', 'INSERT'),
                    ('trubuild.hosts', 'UPDATE'), ('trubuild.hosts', 'DELETE'), ('trubuild.intake', 'SELECT')
            )
            SELECT format('GRANT %s ON %s TO %I',
                string_agg(privilege, ', ' ORDER BY privilege), relation, current_user)
            FROM wanted
            WHERE NOT CASE privilege
                WHEN 'DELETE' THEN has_table_privilege(relation, privilege)
                ELSE has_any_column_privilege(relation, privilege) END
            GROUP BY relation ORDER BY relation
            """,
            [.text(tables.jobs), .text(tables.runs), .text(tables.artifacts)]
        ).rows.compactMap { $0[0].string }
        guard missing.isEmpty else {
            throw StoreError(.privilegesMissing, "The host's role lacks rights on its tables", remedy: missing)
        }
        canLockJobs =
            try await connection.query("SELECT has_any_column_privilege($1, 'UPDATE')", [.text(tables.jobs)])[0, 0].bool
            ?? false
    }
}
