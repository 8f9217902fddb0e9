/// The statements that write to runs. Each changes only runs that are `in_progress`, and takes a whole batch as
/// columns.
///
/// `= ANY (ARRAY(SELECT …))` beside a join makes the planner go through the primary key, however large it believes
/// the batch.
enum RunStatements {
    /// Ends runs: status, artifacts, next attempt and queue in one statement, hence in one transaction.
    ///
    /// Parameters, a row for each ending: `$1` run, `$2` status, `$3` error, `$4` id of the next run or NULL, `$5`
    /// its delay in microseconds, `$6` what it is charged. A row for each artifact: `$7` id, `$8` run, `$9` type,
    /// `$10` data. Returns the ids of the runs that were ended. A next run that is due at once wakes every host, as an
    /// INSERT of the App does. Checkpoints are looked for only when there are any at all: mostly there are none, and to find that
    /// out for each job costs as much as to take it out of the queue.
    static func finish(_ tables: JobTables) -> String {
        """
        WITH ending AS MATERIALIZED (
            SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::bigint[], $6::int[])
                AS e(run, status, error, next, delay, charge)
        ), ended AS (
            UPDATE \(tables.runs) r
            SET status = e.status, error = e.error, completed_at = now() AT TIME ZONE 'UTC'
            FROM ending e
            WHERE r.id = e.run AND r.id = ANY (ARRAY(SELECT run FROM ending)) AND r.status = 'in_progress'
            RETURNING r.id, r.job_id, r.attempt_no, e.next, e.delay, e.charge
        ), stored AS (
            INSERT INTO \(tables.artifacts) (id, run_id, artifact_type, data, created_at)
            SELECT a.id, a.run, a.type, a.data::jsonb, now() AT TIME ZONE 'UTC'
            FROM unnest($7::uuid[], $8::uuid[], $9::text[], $10::text[]) AS a(id, run, type, data)
            JOIN ended ON ended.id = a.run
        ), followed AS (
            INSERT INTO \(tables.runs) (id, job_id, attempt_no, status, created_at)
            SELECT next, job_id, attempt_no + 1, 'pending', now() AT TIME ZONE 'UTC' FROM ended WHERE next IS NOT NULL
            ON CONFLICT (job_id, attempt_no) DO NOTHING
        ), requeued AS (
            INSERT INTO trubuild.queue AS q (job_id, type, run_at, charged)
            SELECT e.job_id, coalesce((SELECT j.type FROM \(tables.jobs) j WHERE j.id = e.job_id), ''),
                now() + e.delay * interval '1 microsecond', e.charge
            FROM ended e WHERE e.next IS NOT NULL
            ON CONFLICT (job_id) DO UPDATE
            SET run_id = NULL, claim = NULL, host = NULL, run_at = excluded.run_at, charged = q.charged + excluded.charged
        ), unqueued AS (
            DELETE FROM trubuild.queue WHERE job_id = ANY (ARRAY(SELECT job_id FROM ended WHERE next IS NULL))
        ), forgotten AS (
            DELETE FROM trubuild.checkpoints WHERE job_id = ANY (ARRAY(SELECT job_id FROM ended WHERE next IS NULL))
                AND (SELECT EXISTS (SELECT FROM trubuild.checkpoints))
        )
        SELECT id FROM ended
        WHERE (SELECT count(pg_notify('trubuild_jobs', '')) FROM (
            SELECT FROM ended WHERE next IS NOT NULL AND delay <= 0 AND pg_notification_queue_usage() < 0.5 LIMIT 1
        ) due) >= 0
        """
    }

    /// Writes the progress `$2` of the runs `$1` and returns the ids of those that were written.
    static func report(_ tables: JobTables) -> String {
        """
        UPDATE \(tables.runs) r SET progress = p.data::jsonb
        FROM unnest($1::uuid[], $2::text[]) AS p(run, data)
        WHERE r.id = p.run AND r.id = ANY (ARRAY(SELECT unnest($1::uuid[]))) AND r.status = 'in_progress'
        RETURNING r.id
        """
    }

    /// The same for the runs whose row nobody holds. Returns also the ids of those that are held and in progress.
    static func reportFree(_ tables: JobTables) -> String {
        """
        WITH free AS MATERIALIZED (
            SELECT r.id FROM \(tables.runs) r
            WHERE r.id = ANY (ARRAY(SELECT unnest($1::uuid[]))) AND r.status = 'in_progress'
            FOR NO KEY UPDATE SKIP LOCKED
        ), written AS (
            UPDATE \(tables.runs) r SET progress = p.data::jsonb
            FROM unnest($1::uuid[], $2::text[]) AS p(run, data)
            WHERE r.id = p.run AND r.id = ANY (ARRAY(SELECT id FROM free))
        )
        SELECT r.id FROM \(tables.runs) r
        WHERE r.id = ANY (ARRAY(SELECT unnest($1::uuid[]))) AND r.status = 'in_progress'
        """
    }

    /// Returns those of the runs `$1` that are in progress.
    static func alive(_ tables: JobTables) -> String {
        """
        SELECT r.id FROM \(tables.runs) r
        WHERE r.id = ANY (ARRAY(SELECT unnest($1::uuid[]))) AND r.status = 'in_progress'
        """
    }

    /// Returns how the runs `$1` have ended: id, status, error, and whether the job has a later run.
    static func ended(_ tables: JobTables) -> String {
        """
        SELECT r.id, r.status, r.error, EXISTS (
            SELECT FROM \(tables.runs) n WHERE n.job_id = r.job_id AND n.attempt_no > r.attempt_no)
        FROM \(tables.runs) r
        WHERE r.id = ANY (ARRAY(SELECT unnest($1::uuid[])))
        """
    }

    /// Saves the checkpoints `$2` of the runs `$1`. The lock keeps one from being saved just after its job has ended.
    static func checkpoint(_ tables: JobTables) -> String {
        """
        INSERT INTO trubuild.checkpoints (job_id, data, updated_at)
        SELECT r.job_id, c.data, now()
        FROM unnest($1::uuid[], $2::bytea[]) AS c(run, data)
        JOIN \(tables.runs) r ON r.id = c.run AND r.id = ANY (ARRAY(SELECT unnest($1::uuid[])))
        WHERE r.status = 'in_progress'
        FOR SHARE OF r
        ON CONFLICT (job_id) DO UPDATE SET data = excluded.data, updated_at = excluded.updated_at
        """
    }
}
