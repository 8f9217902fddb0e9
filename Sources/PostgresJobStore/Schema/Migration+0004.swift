extension Migration {
    /// Wake-ups only while somebody watches for them; see ``Watch``.
    ///
    /// The trigger's function takes, shared and until the App's transaction ends, one advisory lock for each type that it has
    /// queued; a host that watches for a type holds that lock alone. So it gets the lock only when everybody who was not to
    /// wake it has committed, and whoever comes later finds it taken and sends a NOTIFY. Nobody ever waits for one of these
    /// locks. Types share a few dozens of them, so that a transaction cannot fill the server's table of locks: a
    /// collision is one wake-up too many.
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
                ON CONFLICT DO NOTHING;
                PERFORM FROM inserted
                WHERE NOT pg_try_advisory_xact_lock_shared(\(WatchStatements.lock(of: "coalesce(type, '')"))) LIMIT 1;
                IF FOUND AND pg_notification_queue_usage() < 0.5 THEN
                    PERFORM pg_notify('\(PostgresJobStore.channel)', '');
                END IF;
                RETURN NULL;
            END
            $function$;
            """
        })
}
