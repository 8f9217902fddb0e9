/// The statements that keep the queue true to the public tables.
enum QueueStatements {
    /// What waits, by type.
    static let census = "SELECT type, count(*) FROM trubuild.queue WHERE run_id IS NULL GROUP BY type"

    /// Which part of the queue a ``sweep(_:page:)`` looks at.
    enum Page: CaseIterable {
        /// `$1` rows in the order of their job ids, after `$2`.
        case next
        /// The `$1` oldest waiting rows of each of the types `$2`.
        case head
        /// The first `$1` rows of the jobs `$2`.
        case jobs

        fileprivate var source: String {
            switch self {
            case .next: "trubuild.queue WHERE job_id > $2::uuid ORDER BY job_id LIMIT $1::int"
            case .head:
                """
                unnest($2::text[]) AS t(name) CROSS JOIN LATERAL (
                    SELECT * FROM trubuild.queue WHERE run_id IS NULL AND type = t.name
                    ORDER BY run_at, seq LIMIT $1::int) w
                """
            case .jobs: "trubuild.queue WHERE job_id = ANY (ARRAY(SELECT unnest($2::uuid[]))) LIMIT $1::int"
            }
        }
    }

    /// Drops rows whose job was deleted, or run or ended by somebody else, and frees those whose run was put back
    /// to `pending`.
    ///
    /// A row that changes meanwhile is left alone. Returns the page's size, its last job id, and how many rows
    /// were dropped.
    static func sweep(_ tables: JobTables, page: Page) -> String {
        """
        WITH page AS MATERIALIZED (
            SELECT job_id, run_id, run_at FROM \(page.source)
        ), judged AS MATERIALIZED (
            SELECT p.*, CASE
                WHEN (n.id IS NULL OR p.run_id IS NULL)
                    AND (SELECT j.id FROM \(tables.jobs) j WHERE j.id = p.job_id) IS NULL THEN 'drop'
                WHEN n.id IS NULL OR n.status = 'pending' THEN CASE WHEN p.run_id IS NULL THEN 'keep' ELSE 'free' END
                WHEN n.status = 'in_progress' AND n.id = p.run_id THEN 'keep'
                ELSE 'drop'
            END AS verdict
            FROM page p
            LEFT JOIN LATERAL (
                SELECT r.id, r.status FROM \(tables.runs) r
                WHERE r.job_id = p.job_id ORDER BY r.attempt_no DESC LIMIT 1) n ON true
        ), freed AS (
            UPDATE trubuild.queue q SET run_id = NULL, claim = NULL, host = NULL FROM judged d
            WHERE q.job_id = d.job_id AND q.job_id = ANY (ARRAY(SELECT job_id FROM judged WHERE verdict = 'free'))
                AND q.run_id = d.run_id
        ), dropped AS (
            DELETE FROM trubuild.queue q USING judged d
            WHERE q.job_id = d.job_id AND q.job_id = ANY (ARRAY(SELECT job_id FROM judged WHERE verdict = 'drop'))
                AND q.run_id IS NOT DISTINCT FROM d.run_id AND q.run_at = d.run_at
            RETURNING q.job_id
        ), forgotten AS (
            DELETE FROM trubuild.checkpoints WHERE job_id = ANY (ARRAY(SELECT job_id FROM dropped))
        )
        SELECT (SELECT count(*) FROM page), (SELECT job_id FROM page ORDER BY job_id DESC LIMIT 1),
            (SELECT count(*) FROM dropped)
        """
    }

    /// Queues the jobs that have no run, and those whose newest run is `pending`. Reads all of history.
    static func enqueue(_ tables: JobTables) -> String {
        """
        WITH unclaimed AS (
            SELECT j.id FROM \(tables.jobs) j
            WHERE NOT EXISTS (SELECT FROM \(tables.runs) r WHERE r.job_id = j.id)
            UNION ALL
            SELECT r.job_id FROM \(tables.runs) r
            WHERE r.status = 'pending' AND NOT EXISTS (
                SELECT FROM \(tables.runs) n WHERE n.job_id = r.job_id AND n.attempt_no > r.attempt_no)
        )
        INSERT INTO trubuild.queue (job_id, type, run_at)
        SELECT j.id, coalesce(j.type, ''), now()
        FROM unclaimed u JOIN \(tables.jobs) j ON j.id = u.id
        WHERE NOT EXISTS (SELECT FROM trubuild.queue q WHERE q.job_id = j.id)
        ORDER BY j.created_at NULLS LAST, j.id
        ON CONFLICT DO NOTHING
        """
    }
}
