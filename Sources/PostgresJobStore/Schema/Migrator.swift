import PostgresClient

/// Brings the database to the schema that this host knows. Any number of hosts may do so at once.
struct Migrator {
    /// The advisory lock that hosts take in turn: "trubuild" as a number.
    static let lock = "SELECT pg_advisory_xact_lock(\(0x7472_7562_7569_6c64))"
    /// Somebody else, who does not take our lock, created the same table at the same moment.
    private static let creationRaces: Set<String> = ["23505", "42P07", "42710"]

    let connection: PostgresConnection
    var migrations = Migration.all

    /// Creates what is absent and applies the migrations that are missing. Later ones of newer hosts are left alone.
    func run() async throws -> JobTables {
        for _ in 0..<3 {
            if let tables = try await tables(), try await missing().isEmpty { return try await checked(tables) }
            do {
                try await connection.execute(script: "BEGIN; \(Self.lock)")
                if try await tables() == nil { try await createTables() }
                if let tables = try await tables() { try await apply(to: tables) }
                try await connection.execute(script: "COMMIT")
            } catch {
                try? await connection.execute(script: "ROLLBACK")
                guard let state = (error as? PostgresError)?.sqlState, Self.creationRaces.contains(state) else {
                    throw error
                }
            }
        }
        guard let tables = try await tables() else {
            throw StoreError(
                .tablesNotCreatable, "jobs, job_runs and job_artifacts cannot be found after their creation")
        }
        return try await checked(tables)
    }

    /// The three public tables, if all of them exist.
    private func tables() async throws -> JobTables? {
        let row = try await connection.query(JobTables.lookup)
        guard let jobs = row[0, 0].string, let runs = row[0, 1].string, let artifacts = row[0, 2].string else {
            return nil
        }
        return JobTables(jobs: jobs, runs: runs, artifacts: artifacts)
    }

    private func checked(_ tables: JobTables) async throws -> JobTables {
        guard try await connection.query(JobTables.uniquenessCheck, [.text(tables.runs)])[0, 0].bool == true else {
            throw StoreError(
                .tableUnsuitable, "\(tables.runs) is not unique by job and attempt",
                remedy: ["ALTER TABLE \(tables.runs) ADD UNIQUE (job_id, attempt_no)"])
        }
        return tables
    }

    private func createTables() async throws {
        do {
            try await connection.execute(script: JobTables.creation)
        } catch {
            guard error.sqlState == "42501" || error.sqlState == "3F000" else { throw error }
            try await connection.execute(script: "ROLLBACK")
            let role = try await DatabaseRole(connection)
            let schema = role.schema ?? "public"
            throw StoreError(
                .tablesNotCreatable,
                "The host's role may not create the tables jobs, job_runs and job_artifacts (\(error.message))",
                remedy: ["GRANT USAGE, CREATE ON SCHEMA \(schema) TO \(role.name)"])
        }
    }

    /// The migrations that the database does not have yet. All, if there is no ledger.
    private func missing() async throws -> [Migration] {
        guard try await exists("trubuild", "migrations") else { return migrations }
        do {
            let applied = try await connection.query("SELECT version FROM trubuild.migrations")
            let versions = Set(applied.rows.compactMap { $0[0].int })
            return migrations.filter { !versions.contains($0.version) }
        } catch {
            guard error.sqlState == "42501" else { throw error }
            let role = try await DatabaseRole(connection)
            throw StoreError(
                .privilegesMissing, "The host's role may not use the schema trubuild (\(error.message))",
                remedy: [
                    "GRANT USAGE ON SCHEMA trubuild TO \(role.name)",
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA trubuild TO \(role.name)",
                ])
        }
    }

    private func apply(to tables: JobTables) async throws {
        do {
            // Not IF NOT EXISTS: that asks for the right to create schemas even when there is nothing to create.
            if try await !schemaExists() { try await connection.execute(script: "CREATE SCHEMA trubuild") }
            if try await !exists("trubuild", "migrations") { try await connection.execute(script: Migration.ledger) }
            for migration in try await missing() {
                try await connection.execute(script: migration.script(tables))
                _ = try await connection.query(
                    "INSERT INTO trubuild.migrations (version, name) VALUES ($1::int, $2)",
                    [.int(migration.version), .text(migration.name)])
            }
        } catch let error as PostgresError where error.sqlState == "42501" {
            try await connection.execute(script: "ROLLBACK")
            let role = try await DatabaseRole(connection)
            throw StoreError(
                .schemaNotCreatable, "The host's role may not create or extend the schema trubuild (\(error.message))",
                remedy: try await schemaExists()
                    ? ["GRANT USAGE, CREATE ON SCHEMA trubuild TO \(role.name)"]
                    : ["GRANT CREATE ON DATABASE \(role.database) TO \(role.name)"])
        }
    }

    private func schemaExists() async throws -> Bool {
        try await connection.query("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'trubuild')")[0, 0].bool
            ?? false
    }

    /// Reads the catalog, which needs no right on the schema.
    private func exists(_ schema: String, _ table: String) async throws -> Bool {
        try await connection.query(
            """
            SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = $1 AND c.relname = $2)
            """, [.text(schema), .text(table)])[0, 0].bool ?? false
    }
}
