extension Migration {
    /// Wake-ups only while somebody watches for them; see ``Watch``.
    ///
    /// The trigger's function takes, shared and until the App's transaction ends, one advisory lock for each type that it has
    /// queued; a host that watches for a type holds that lock alone. So it gets the lock only when everybody who was not to
    /// wake it has committed, and whoever comes later finds it taken and sends a NOTIFY. Nobody ever waits for one of these
    /// locks. Types share a few dozens of them, so that a transaction cannot fill the server's table of locks: a
    /// collision is one wake-up too many. All of it is one statement, whose condition is true for every row: a second one would
    /// cost a single INSERT a tenth of its rate.
    ///
    /// The numbers that break ties between jobs of one statement are taken in thousands by each session.
    ///
    /// Hosts that do not know this step go on with their polls, and with the wake-ups that others ask for.
    static let watching = Migration(
        version: 4, name: "watching",
        script: { _ in
            """
            CREATE OR REPLACE FUNCTION trubuild.enqueue() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
            BEGIN
                INSERT INTO trubuild.queue (job_id, type, run_at)
                SELECT id, coalesce(type, ''), now() FROM inserted
                WHERE CASE
                    WHEN pg_try_advisory_xact_lock_shared(\(WatchStatements.lock(of: "coalesce(type, '')"))) THEN true
                    WHEN pg_notification_queue_usage() >= 0.5 THEN true
                    ELSE pg_notify('\(PostgresJobStore.channel)', '')::text IS NOT NULL
                END
                ON CONFLICT DO NOTHING;
                RETURN NULL;
            END
            $function$;
            ALTER TABLE trubuild.queue ALTER COLUMN seq SET CACHE 1000;
            """
        })
}
