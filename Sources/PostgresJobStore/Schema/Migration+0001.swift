extension Migration {
    /// The queue, the checkpoints, and the function that a trigger on `jobs` calls.
    ///
    /// The function runs with its owner's rights and a fixed search path, so an App role needs no right on this
    /// schema. It keeps quiet when the server's notification queue is half full: a NOTIFY that finds it full would
    /// fail the App's INSERT.
    static let queue = Migration(
        version: 1, name: "queue",
        script: { _ in
            """
            CREATE TABLE trubuild.queue (
                job_id uuid PRIMARY KEY,
                run_id uuid,
                claim uuid,
                run_at timestamptz NOT NULL,
                seq bigint GENERATED ALWAYS AS IDENTITY,
                charged integer NOT NULL DEFAULT 0,
                type text NOT NULL
            ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
                autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);
            CREATE INDEX queue_waiting ON trubuild.queue (type, run_at, seq) WHERE run_id IS NULL;
            COMMENT ON TABLE trubuild.queue IS 'one row per job that has not ended';
            COMMENT ON COLUMN trubuild.queue.run_id IS 'the run in progress; null while the job waits';
            COMMENT ON COLUMN trubuild.queue.claim IS 'the claim that opened the run';
            COMMENT ON COLUMN trubuild.queue.run_at IS 'when the job is due';
            COMMENT ON COLUMN trubuild.queue.charged IS 'earlier runs that count against the maximum';

            CREATE TABLE trubuild.checkpoints (
                job_id uuid PRIMARY KEY,
                data bytea NOT NULL,
                updated_at timestamptz NOT NULL
            );
            COMMENT ON TABLE trubuild.checkpoints IS 'what the last run of an unfinished job saved';

            CREATE TABLE trubuild.intake (
                jobs oid PRIMARY KEY,
                backfilled_at timestamptz
            );
            COMMENT ON TABLE trubuild.intake IS 'tables with our trigger, and when their older rows were picked up';

            CREATE FUNCTION trubuild.enqueue() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
            BEGIN
                INSERT INTO trubuild.queue (job_id, type, run_at)
                SELECT id, coalesce(type, ''), now() FROM inserted
                ON CONFLICT DO NOTHING;
                IF FOUND AND pg_notification_queue_usage() < 0.5 THEN
                    PERFORM pg_notify('trubuild_jobs', '');
                END IF;
                RETURN NULL;
            END
            $function$;
            REVOKE ALL ON FUNCTION trubuild.enqueue() FROM PUBLIC;
            """
        })
}
