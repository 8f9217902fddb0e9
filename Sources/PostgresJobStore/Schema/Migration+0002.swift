extension Migration {
    /// Leases, and cancelling.
    ///
    /// Hosts that do not know this step leave `host` alone: their runs belong to nobody that could be lost, and stay open
    /// when they die, as ever. `cancel` locks in the order of an ending: the run, then the queue.
    static let leases = Migration(
        version: 2, name: "leases",
        script: { tables in
            """
            CREATE TABLE trubuild.hosts (
                id uuid PRIMARY KEY,
                name text NOT NULL,
                started_at timestamptz NOT NULL DEFAULT now(),
                beat_at timestamptz NOT NULL,
                expires_at timestamptz NOT NULL,
                lost_at timestamptz
            ) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
                autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 1000);
            COMMENT ON TABLE trubuild.hosts IS 'one row per host that runs, or was lost within a day';
            COMMENT ON COLUMN trubuild.hosts.expires_at IS 'without a beat until then the host is lost';
            COMMENT ON COLUMN trubuild.hosts.lost_at IS 'since then its runs are taken over; never null again';

            ALTER TABLE trubuild.queue ADD COLUMN host uuid, ADD COLUMN losses integer NOT NULL DEFAULT 0;
            CREATE INDEX queue_running ON trubuild.queue (host) WHERE run_id IS NOT NULL;
            COMMENT ON COLUMN trubuild.queue.host IS 'who holds the run in progress';
            COMMENT ON COLUMN trubuild.queue.losses IS 'earlier runs whose host was lost';

            CREATE FUNCTION trubuild.announce_cancelled() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
            BEGIN
                IF pg_notification_queue_usage() < 0.5 THEN
                    PERFORM pg_notify('\(PostgresJobStore.cancelChannel)', NEW.id::text);
                END IF;
                RETURN NULL;
            END
            $function$;
            REVOKE ALL ON FUNCTION trubuild.announce_cancelled() FROM PUBLIC;

            CREATE FUNCTION trubuild.cancel(job uuid, reason text DEFAULT 'cancelled') RETURNS boolean LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
            DECLARE
                newest record;
            BEGIN
                LOOP
                    SELECT id, status::text INTO newest FROM \(tables.runs) r
                    WHERE r.job_id = job ORDER BY r.attempt_no DESC LIMIT 1;
                    IF FOUND THEN
                        IF newest.status NOT IN ('pending', 'in_progress') THEN
                            RETURN false;
                        END IF;
                        UPDATE \(tables.runs) r
                        SET status = 'cancelled', error = reason || ' [job.cancelled]',
                            completed_at = now() AT TIME ZONE 'UTC'
                        WHERE r.id = newest.id AND r.status = newest.status;
                        IF FOUND THEN
                            DELETE FROM trubuild.queue WHERE job_id = job;
                            DELETE FROM trubuild.checkpoints WHERE job_id = job;
                            IF newest.status = 'in_progress' AND pg_notification_queue_usage() < 0.5 THEN
                                PERFORM pg_notify('\(PostgresJobStore.cancelChannel)', newest.id::text);
                            END IF;
                            RETURN true;
                        END IF;
                    ELSE
                        PERFORM FROM \(tables.jobs) j WHERE j.id = job;
                        IF NOT FOUND THEN
                            RETURN false;
                        END IF;
                        -- A claim in flight has this row; its run is there when we have it.
                        PERFORM FROM trubuild.queue WHERE job_id = job FOR UPDATE;
                        INSERT INTO \(tables.runs) (id, job_id, attempt_no, status, error, created_at, completed_at)
                        VALUES (gen_random_uuid(), job, 1, 'cancelled', reason || ' [job.cancelled]',
                            now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
                        ON CONFLICT (job_id, attempt_no) DO NOTHING;
                        IF FOUND THEN
                            DELETE FROM trubuild.queue WHERE job_id = job;
                            RETURN true;
                        END IF;
                    END IF;
                END LOOP;
            END
            $function$;
            REVOKE ALL ON FUNCTION trubuild.cancel(uuid, text) FROM PUBLIC;
            COMMENT ON FUNCTION trubuild.cancel(uuid, text) IS 'cancels a job, waiting or running; false if it has ended';
            """
        })
}
