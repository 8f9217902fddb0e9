/// The statements that keep leases, and that take over the runs of hosts without one.
///
/// A host's row is never removed while it is alive, and is marked before its runs are taken: a claim of its own that
/// was under way meanwhile is found by the next take-over.
enum LeaseStatements {
    private static let enter = """
        INSERT INTO trubuild.hosts AS h (id, name, beat_at, expires_at, serves)
        VALUES ($1::uuid, $2, now(), now() + $3::bigint * interval '1 microsecond', jsonb_object($4::text[], $5::text[]))
        ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at, expires_at = excluded.expires_at,
            serves = coalesce(excluded.serves, h.serves)
            WHERE h.lost_at IS NULL
        """

    /// Enters the host `$1`, called `$2`, or extends its lease to `$3` microseconds from now. No row when it is lost.
    /// `$4` are the types that it serves, `$5` why one is out of service there; both NULL when it has not looked yet.
    ///
    /// It touches no table but that of the hosts.
    static let extend = enter + " RETURNING 1"

    /// The same as ``extend``, with a look at the queue: whether a job that it serves is due; whether a run is in progress, of
    /// this or another host; whether a host has lost its lease, or has gone and left a run; whether there are jobs at all; and
    /// whether our trigger on `jobs` is in order. Each look ends at the first row.
    static func beat(_ tables: JobTables) -> String {
        """
        \(enter)
        RETURNING
            EXISTS (SELECT FROM unnest($4::text[]) AS s(type) CROSS JOIN LATERAL (
                SELECT FROM trubuild.queue w WHERE w.type = s.type AND w.run_id IS NULL AND w.run_at <= now()
                ORDER BY w.run_at, w.seq LIMIT 1) w),
            EXISTS (SELECT FROM trubuild.queue q WHERE q.run_id IS NOT NULL),
            EXISTS (SELECT FROM trubuild.hosts o WHERE o.lost_at IS NULL AND o.expires_at < now())
                OR EXISTS (SELECT FROM trubuild.queue q LEFT JOIN trubuild.hosts o ON o.id = q.host
                    WHERE q.run_id IS NOT NULL AND q.host IS NOT NULL AND (o.id IS NULL OR o.lost_at IS NOT NULL)),
            EXISTS (SELECT FROM trubuild.queue),
            EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = '\(tables.jobs.replacing("'", with: "''"))'::regclass
                AND t.tgname = '\(IntakeInstaller.triggerName)' AND t.tgenabled IN ('O', 'A'))
        """
    }

    /// Returns those of the runs `$1` that are not in progress.
    static func ended(_ tables: JobTables) -> String {
        """
        SELECT asked.run FROM unnest($1::uuid[]) AS asked(run)
        LEFT JOIN \(tables.runs) r ON r.id = asked.run AND r.id = ANY (ARRAY(SELECT unnest($1::uuid[])))
        WHERE r.status IS DISTINCT FROM 'in_progress'
        """
    }

    /// Marks hosts whose lease has run out, and forgets those that were lost a day ago.
    static let expire = """
        WITH gone AS (
            DELETE FROM trubuild.hosts WHERE lost_at < now() - interval '1 day'
        )
        UPDATE trubuild.hosts SET lost_at = now() WHERE lost_at IS NULL AND expires_at < now() RETURNING name
        """

    /// Takes the host `$1` off the list.
    static let leave = "DELETE FROM trubuild.hosts WHERE id = $1::uuid AND lost_at IS NULL"

    /// How many runs one take-over ends at most.
    static let takeOverSize = 1000

    /// Ends the runs of lost hosts as failed, and queues the next attempts: the same as ``RunStatements/finish(_:)``
    /// does for runs that their own host ends.
    ///
    /// Parameters: `$1` ids for next runs, as many as are taken at most; `$2` how many losses fail a job. The first
    /// time the job gets its old place back, later it rests five seconds longer each time.
    static func takeOver(_ tables: JobTables) -> String {
        """
        WITH held AS MATERIALIZED (
            SELECT q.run_id, q.losses + 1 AS losses, 'worker lost: '
                || coalesce(h.name || ' was last heard of at ' || to_char(h.beat_at AT TIME ZONE 'UTC',
                    'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'host ' || q.host || ' is gone') AS reason
            FROM trubuild.queue q LEFT JOIN trubuild.hosts h ON h.id = q.host
            WHERE q.run_id IS NOT NULL AND q.host IS NOT NULL AND (h.id IS NULL OR h.lost_at IS NOT NULL)
            LIMIT cardinality($1::uuid[])
        ), ended AS (
            UPDATE \(tables.runs) r SET status = 'failed', completed_at = now() AT TIME ZONE 'UTC',
                error = h.reason || CASE WHEN h.losses >= $2::int
                    THEN '; given up after ' || h.losses || ' lost workers' ELSE '' END || ' [host.lost]'
            FROM held h
            WHERE r.id = h.run_id AND r.id = ANY (ARRAY(SELECT run_id FROM held)) AND r.status = 'in_progress'
            RETURNING r.id, r.job_id, r.attempt_no, r.error, h.losses
        ), followed AS (
            INSERT INTO \(tables.runs) (id, job_id, attempt_no, status, created_at)
            SELECT ($1::uuid[])[row_number() OVER ()], job_id, attempt_no + 1, 'pending', now() AT TIME ZONE 'UTC'
            FROM ended WHERE losses < $2::int
            ON CONFLICT (job_id, attempt_no) DO NOTHING
        ), requeued AS (
            UPDATE trubuild.queue q SET run_id = NULL, claim = NULL, host = NULL, losses = e.losses,
                run_at = CASE e.losses WHEN 1 THEN q.run_at ELSE now() + (e.losses - 1) * interval '5 seconds' END
            FROM ended e
            WHERE q.job_id = e.job_id AND q.job_id = ANY (ARRAY(SELECT job_id FROM ended)) AND e.losses < $2::int
        ), unqueued AS (
            DELETE FROM trubuild.queue WHERE job_id = ANY (ARRAY(SELECT job_id FROM ended WHERE losses >= $2::int))
        ), forgotten AS (
            DELETE FROM trubuild.checkpoints
            WHERE job_id = ANY (ARRAY(SELECT job_id FROM ended WHERE losses >= $2::int))
        )
        SELECT id, job_id, error, losses >= $2::int FROM ended
        WHERE (SELECT count(pg_notify('\(PostgresJobStore.channel)', '')) FROM (
            SELECT FROM ended WHERE losses < $2::int AND pg_notification_queue_usage() < 0.5 LIMIT 1) due) >= 0
        """
    }
}
