/// Takes due jobs and opens a run for each, in one statement.
///
/// Parameters: `$1` group numbers, `$2` their slots and `$3` their job types (three columns of one table), `$4`
/// the limit, `$5` ids for new runs (as many as the limit), `$6` the id of the claim, `$7` the host, `$8` where to begin
/// for each type (``QueueFront``), NULL for the beginning.
///
/// - `served` is empty for a host that was lost.
/// - `due` looks, without a lock, at the oldest due jobs of each type, and `share` derives how many each type may
///   take: the types of a group share its slots, and the groups share the limit, by age. A claim in which nothing is
///   shared does without both: they are a tenth of the work of taking one job.
/// - `taken` locks that many of each type, skipping those that another host is taking.
/// - `known` joins the job, skipping those whose row somebody holds: the old worker locks it for the time of its
///   own claim. A job is ours while it has no run, or its newest run is `pending`; otherwise somebody else was
///   first.
/// - `begun` opens the runs. The unique key of `job_runs` has the last word, should the old worker have been first
///   after all.
///
/// A job that is not ours, or that was deleted, is answered with its fate and stays; a sweep takes it out of the queue.
enum ClaimStatement {
    /// - Parameters:
    ///   - locksJobs: whether the role may lock rows of `jobs`. Without, a claim may wait for the old worker's.
    ///   - shares: whether types share the slots of a group, or groups the limit. Without, each type takes its slots.
    static func sql(_ tables: JobTables, locksJobs: Bool, shares: Bool) -> String {
        """
        WITH served AS (
            SELECT grp, slots, type, least(coalesce(due_at, '-infinity'), now()) - interval '\(slack)' AS start
            FROM unnest($1::int[], $2::int[], $3::text[], $8::timestamptz[]) AS s(grp, slots, type, due_at)
            WHERE EXISTS (SELECT FROM trubuild.hosts h WHERE h.id = $7::uuid AND h.lost_at IS NULL)
        )\(shares ? Self.shares : ""), taken AS MATERIALIZED (
            SELECT q.* FROM \(shares ? "share" : "served") s CROSS JOIN LATERAL (
                SELECT w.job_id, w.run_at, w.seq, w.charged FROM trubuild.queue w
                WHERE w.type = s.type AND w.run_id IS NULL AND w.run_at BETWEEN s.start AND now()
                ORDER BY w.run_at, w.seq LIMIT s.slots FOR UPDATE SKIP LOCKED) q
            LIMIT $4::int
        ), known AS MATERIALIZED (
            SELECT t.*, j.id, j.type, j.payload, j.company_id, j.user_id, r.attempt_no, r.status,
                CASE
                    WHEN j.id IS NOT NULL THEN
                        CASE WHEN r.attempt_no IS NULL OR r.status = 'pending' THEN 'ours' ELSE 'foreign' END
                    WHEN (SELECT d.id FROM \(tables.jobs) d WHERE d.id = t.job_id) IS NULL THEN 'deleted'
                    ELSE 'held'
                END AS fate
            FROM taken t
            LEFT JOIN LATERAL (
                SELECT l.id, l.type, l.payload, l.company_id, l.user_id FROM \(tables.jobs) l
                WHERE l.id = t.job_id \(locksJobs ? "FOR KEY SHARE SKIP LOCKED" : "OFFSET 0")) j ON true
            LEFT JOIN LATERAL (
                SELECT n.attempt_no, n.status FROM \(tables.runs) n
                WHERE n.job_id = t.job_id ORDER BY n.attempt_no DESC LIMIT 1) r ON true
        ), begun AS (
            INSERT INTO \(tables.runs) AS r (id, job_id, attempt_no, status, created_at, started_at)
            SELECT ($5::uuid[])[row_number() OVER ()], job_id,
                CASE WHEN status = 'pending' THEN attempt_no ELSE coalesce(attempt_no, 0) + 1 END,
                'in_progress', now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
            FROM known WHERE fate = 'ours'
            ON CONFLICT (job_id, attempt_no) DO UPDATE SET status = 'in_progress', started_at = excluded.started_at
                WHERE r.status = 'pending'
            RETURNING r.id, r.job_id, r.attempt_no
        ), marked AS (
            UPDATE trubuild.queue q SET run_id = b.id, claim = $6::uuid, host = $7::uuid FROM begun b
            WHERE q.job_id = b.job_id AND q.job_id = ANY (ARRAY(SELECT job_id FROM begun))
        )
        SELECT k.fate, b.id AS run, b.attempt_no, k.charged, \(columns(job: "k")), k.run_at AS due_at
        FROM known k LEFT JOIN begun b ON b.job_id = k.job_id
        ORDER BY k.run_at, k.seq
        """
    }

    private static let shares = """
        , due AS (
            SELECT s.slots, s.type, s.start, q.run_at, q.seq,
                row_number() OVER (PARTITION BY s.grp ORDER BY q.run_at, q.seq) AS place
            FROM served s CROSS JOIN LATERAL (
                SELECT * FROM (
                    SELECT w.run_at, w.seq FROM trubuild.queue w
                    WHERE w.type = s.type AND w.run_id IS NULL AND w.run_at BETWEEN s.start AND now()
                    ORDER BY w.run_at, w.seq LIMIT s.slots) o
                LIMIT $4::int) q
        ), share AS (
            SELECT type, start, count(*) AS slots
            FROM (SELECT type, start FROM due WHERE place <= slots ORDER BY run_at, seq LIMIT $4::int) d
            GROUP BY type, start
        )
        """

    /// Reads the runs that the claims `$1` opened, when their answers were lost on the way.
    static func recovery(_ tables: JobTables) -> String {
        """
        SELECT 'ours' AS fate, r.id AS run, r.attempt_no, q.charged, \(columns(job: "j", id: "j.id"))
        FROM trubuild.queue q
        JOIN \(tables.runs) r ON r.id = q.run_id AND r.status = 'in_progress'
        JOIN \(tables.jobs) j ON j.id = q.job_id
        WHERE q.claim = ANY (ARRAY(SELECT unnest($1::uuid[]))) AND q.run_id IS NOT NULL
        ORDER BY q.run_at, q.seq
        """
    }

    /// How long after its INSERT a job may be committed and still be seen by the very next claim.
    private static let slack = "500 ms"

    /// A payload of more bytes is left in the database: only its size is answered.
    static let largestPayload = 48 << 20
    /// What is stored in fewer bytes is not measured. Compression and numbers written out make 5,000 times as much of it
    /// at the most.
    private static let surelySmall = 8 << 10

    private static func columns(job: String, id: String? = nil) -> String {
        let id = id ?? "\(job).job_id"
        let isTooLarge = """
            pg_column_size(\(job).payload) > \(surelySmall) AND octet_length(\(job).payload::text) > \(largestPayload)
            """
        return """
            \(id) AS job, \(job).type, \(job).company_id, \(job).user_id,
            CASE WHEN \(isTooLarge) THEN 'null' ELSE coalesce(\(job).payload::text, 'null') END AS payload,
            CASE WHEN \(isTooLarge) THEN octet_length(\(job).payload::text) END AS withheld,
            (SELECT c.data FROM trubuild.checkpoints c WHERE c.job_id = \(id)) AS checkpoint
            """
    }
}
