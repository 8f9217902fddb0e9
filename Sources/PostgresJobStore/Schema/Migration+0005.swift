extension Migration {
    /// A job is due since its INSERT began, no longer since its transaction did.
    ///
    /// Jobs of one transaction keep the order of their statements. One that was inserted late in a long transaction is no older
    /// than what others have queued meanwhile, so a claim that begins where the last one ended (``QueueFront``) sees it.
    static let insertTime = Migration(
        version: 5, name: "insert time",
        script: { _ in
            """
            CREATE OR REPLACE FUNCTION trubuild.enqueue() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
            BEGIN
                INSERT INTO trubuild.queue (job_id, type, run_at)
                SELECT id, coalesce(type, ''), statement_timestamp() FROM inserted
                WHERE CASE
                    WHEN pg_try_advisory_xact_lock_shared(\(WatchStatements.lock(of: "coalesce(type, '')"))) THEN true
                    WHEN pg_notification_queue_usage() >= 0.5 THEN true
                    ELSE pg_notify('\(PostgresJobStore.channel)', '')::text IS NOT NULL
                END
                ON CONFLICT DO NOTHING;
                RETURN NULL;
            END
            $function$;
            """
        })
}
