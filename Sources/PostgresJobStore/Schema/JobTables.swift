/// The names of the three public tables, qualified and quoted, so that a changed `search_path` cannot redirect a
/// statement.
struct JobTables: Sendable, Hashable {
    let jobs: String
    let runs: String
    let artifacts: String

    /// Where the connection's `search_path` finds each table; NULL where there is none.
    static let lookup = """
        SELECT \(["jobs", "job_runs", "job_artifacts"].map { name in
            """
            (SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.oid = to_regclass('\(name)') AND c.relkind IN ('r', 'p')) AS \(name)
            """
        }.joined(separator: ",\n"))
        """

    /// The three tables as the queue's public document has them. Tables that exist are left as they are.
    ///
    /// Each run is updated at least once. A good half of each page is left for that, so that no index gets a new entry: a third of
    /// the instructions that an ending takes.
    static let creation = """
        CREATE TABLE IF NOT EXISTS jobs (
            id UUID PRIMARY KEY,
            type VARCHAR(100) NOT NULL,
            payload JSONB NOT NULL DEFAULT '{}',
            company_id VARCHAR(255),
            user_id VARCHAR(255),
            created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
        );
        CREATE TABLE IF NOT EXISTS job_runs (
            id UUID PRIMARY KEY,
            job_id UUID NOT NULL REFERENCES jobs(id),
            attempt_no INTEGER NOT NULL DEFAULT 1,
            status VARCHAR(50) NOT NULL DEFAULT 'pending',
            progress JSONB DEFAULT '{}',
            error TEXT,
            created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
            started_at TIMESTAMP,
            completed_at TIMESTAMP,
            UNIQUE(job_id, attempt_no)
        ) WITH (fillfactor = 45);
        CREATE TABLE IF NOT EXISTS job_artifacts (
            id UUID PRIMARY KEY,
            run_id UUID NOT NULL REFERENCES job_runs(id),
            artifact_type TEXT NOT NULL,
            data JSONB,
            created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
        );
        """

    /// Whether `job_runs` has the uniqueness that settles who was first, in a form that `ON CONFLICT` can use.
    static let uniquenessCheck = """
        SELECT EXISTS (
            SELECT FROM pg_index i
            WHERE i.indrelid = $1::regclass AND i.indisunique AND i.indisvalid AND i.indimmediate
                AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts = 2
                AND (SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_attribute a
                    WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[])) = '{attempt_no,job_id}')
        """
}
