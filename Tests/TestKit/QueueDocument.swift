import Foundation

/// The SQL of the queue's public document, which Apps rely on: what they may send to the database.
public enum QueueDocument {
    public static let tables = """
        -- Jobs table (App creates jobs here)
        CREATE TABLE jobs (
            id UUID PRIMARY KEY,
            type VARCHAR(100) NOT NULL,
            payload JSONB NOT NULL DEFAULT '{}',
            company_id VARCHAR(255),
            user_id VARCHAR(255),
            created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
        );

        -- Job runs table (Engine creates runs when processing)
        CREATE TABLE job_runs (
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
        );

        -- Job artifacts table (Engine stores results here)
        CREATE TABLE job_artifacts (
            id UUID PRIMARY KEY,
            run_id UUID NOT NULL REFERENCES job_runs(id),
            artifact_type TEXT NOT NULL,
            data JSONB,
            created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
        );
        """

    public static let insertion = """
        INSERT INTO jobs (id, type, payload, company_id, user_id, created_at)
        VALUES (
            gen_random_uuid(),
            'tech_rfp_analysis',
            '{
                "package_id": "proj-12345",
                "user_name": "John Doe",
                "metadata": {
                    "country_code": "USA"
                }
            }',
            'company-xyz',
            'user-123',
            NOW()
        )
        RETURNING id;
        """

    public static let status = """
        SELECT
            j.id as job_id,
            r.status,
            r.progress,
            r.error
        FROM jobs j
        LEFT JOIN job_runs r ON j.id = r.job_id
        WHERE j.id = 'your-job-id'
        ORDER BY r.attempt_no DESC
        LIMIT 1;
        """

    public static let results = """
        SELECT a.artifact_type, a.data
        FROM job_artifacts a
        JOIN job_runs r ON a.run_id = r.id
        WHERE r.job_id = 'your-job-id'
          AND r.status = 'completed';
        """

    public static let ours = [tables, insertion, status, results]

    /// The SQL blocks of the document itself, if it lies beside the project; nil if it does not.
    public static let published: [String]? = {
        let root = URL(fileURLWithPath: #filePath).pathComponents.prefix { $0 != "Tests" }.joined(separator: "/")
        let path = "\(root.dropFirst())/../shared/queue.md"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        return text.components(separatedBy: "```sql\n").dropFirst().compactMap { block in
            block.components(separatedBy: "\n```").first
        }
    }()
}
