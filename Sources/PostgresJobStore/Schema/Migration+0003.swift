extension Migration {
    /// What each host serves, and the functions for the operator: `trubuild.retry` and `trubuild.explain`.
    ///
    /// Hosts that do not know this step leave `serves` NULL, and nothing else changes for them. The functions run with the
    /// rights of their owner and a fixed search path, so that EXECUTE is all that an operator's role needs.
    static let operating = Migration(
        version: 3, name: "operating",
        script: { tables in
            """
            ALTER TABLE trubuild.hosts ADD COLUMN serves jsonb;
            COMMENT ON COLUMN trubuild.hosts.serves IS
                'job types, each with the reason why it is out of service there, or null; NULL for older hosts';
            \(retry(tables))
            \(moment)
            \(waiting)
            \(explain(tables))
            """
        })

    /// Runs a job once more: one that has failed or was cancelled, as if it were new; one that rests, now. It locks in the
    /// order of an ending: the run, then the queue.
    private static func retry(_ tables: JobTables) -> String {
        """
        CREATE FUNCTION trubuild.retry(job uuid) RETURNS boolean LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
        DECLARE
            kind text;
            newest record;
        BEGIN
            SELECT coalesce(j.type, '') INTO kind FROM \(tables.jobs) j WHERE j.id = job;
            IF NOT FOUND THEN
                RETURN false;
            END IF;
            LOOP
                SELECT r.attempt_no, r.status::text AS status INTO newest FROM \(tables.runs) r
                WHERE r.job_id = job ORDER BY r.attempt_no DESC LIMIT 1;
                IF newest.status IN ('in_progress', 'completed') THEN
                    RETURN false;
                END IF;
                IF newest.status IS NULL OR newest.status = 'pending' THEN
                    INSERT INTO trubuild.queue AS q (job_id, type, run_at) VALUES (job, kind, now())
                    ON CONFLICT (job_id) DO UPDATE SET run_at = least(q.run_at, now()) WHERE q.run_id IS NULL;
                    EXIT;
                END IF;
                INSERT INTO \(tables.runs) (id, job_id, attempt_no, status, created_at)
                VALUES (gen_random_uuid(), job, newest.attempt_no + 1, 'pending', now() AT TIME ZONE 'UTC')
                ON CONFLICT (job_id, attempt_no) DO NOTHING;
                IF FOUND THEN
                    INSERT INTO trubuild.queue AS q (job_id, type, run_at) VALUES (job, kind, now())
                    ON CONFLICT (job_id) DO UPDATE SET run_id = NULL, claim = NULL, host = NULL, run_at = now(),
                        charged = 0, losses = 0;
                    EXIT;
                END IF;
            END LOOP;
            IF pg_notification_queue_usage() < 0.5 THEN
                PERFORM pg_notify('\(PostgresJobStore.channel)', '');
            END IF;
            RETURN true;
        END
        $function$;
        REVOKE ALL ON FUNCTION trubuild.retry(uuid) FROM PUBLIC;
        COMMENT ON FUNCTION trubuild.retry(uuid) IS
            'runs a job that has failed or was cancelled once more, or one that rests now; false if it runs, is completed, or is not there';
        """
    }

    /// A moment in words: `2026-11-27 02:13:05 UTC, 12 min ago`.
    private static let moment = """
        CREATE FUNCTION trubuild.moment(instant timestamptz) RETURNS text LANGUAGE sql STABLE
        SET search_path = pg_catalog, pg_temp AS $function$
            SELECT to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC, '
                || CASE WHEN instant > now() THEN 'in ' ELSE '' END
                || CASE WHEN s < 120 THEN s || ' s' WHEN s < 7200 THEN s / 60 || ' min'
                    WHEN s < 172800 THEN s / 3600 || ' h' ELSE s / 86400 || ' days' END
                || CASE WHEN instant > now() THEN '' ELSE ' ago' END
            FROM (SELECT abs(extract(epoch FROM instant - now()))::bigint AS s) age
        $function$;
        REVOKE ALL ON FUNCTION trubuild.moment(timestamptz) FROM PUBLIC;
        """

    /// Why a row of the queue waits: what keeps every host from it, or whose turn comes before.
    private static let waiting = """
        CREATE FUNCTION trubuild.waiting(waits trubuild.queue) RETURNS text LANGUAGE plpgsql STABLE
        SET search_path = pg_catalog, pg_temp AS $function$
        DECLARE
            fleet record;
            ahead bigint;
            busy text;
        BEGIN
            SELECT count(*) AS alive, count(*) FILTER (WHERE serves IS NULL) AS silent,
                count(*) FILTER (WHERE serves ? waits.type) AS serving,
                count(*) FILTER (WHERE serves->>waits.type IS NOT NULL) AS broken,
                string_agg(name, ', ' ORDER BY name) AS names,
                string_agg(name || ': ' || (serves->>waits.type), '; ' ORDER BY name) AS reasons
            INTO fleet FROM trubuild.hosts WHERE lost_at IS NULL AND expires_at >= now();
            IF fleet.alive = 0 THEN
                RETURN 'no host is alive';
            ELSIF fleet.serving = 0 AND fleet.silent = 0 THEN
                RETURN 'no host serves ' || waits.type || '; alive: ' || fleet.names;
            ELSIF fleet.broken > 0 AND fleet.broken = fleet.serving AND fleet.silent = 0 THEN
                RETURN waits.type || ' is out of service on every host that has it. ' || fleet.reasons;
            ELSIF waits.run_at > now() THEN
                RETURN 'it is put off until ' || trubuild.moment(waits.run_at);
            END IF;
            SELECT count(*) INTO ahead FROM (
                SELECT FROM trubuild.queue q
                WHERE q.type = waits.type AND q.run_id IS NULL AND (q.run_at, q.seq) < (waits.run_at, waits.seq)
                LIMIT 10000) o;
            SELECT string_agg(n || ' on ' || host, ', ' ORDER BY host) INTO busy FROM (
                SELECT coalesce(h.name, 'a host of an older version') AS host, count(*) AS n
                FROM trubuild.queue q LEFT JOIN trubuild.hosts h ON h.id = q.host
                WHERE q.type = waits.type AND q.run_id IS NOT NULL GROUP BY 1) r;
            RETURN CASE ahead WHEN 0 THEN 'it is the next one of its type'
                    ELSE CASE WHEN ahead = 10000 THEN 'at least ' ELSE '' END || ahead || ' of its type are before it' END
                || '; running of its type: ' || coalesce(busy, 'none')
                || coalesce('. Out of service: ' || fleet.reasons, '')
                || CASE WHEN fleet.serving = 0 THEN '. Only hosts of an older version may serve it, they do not say' ELSE '' END;
        END
        $function$;
        REVOKE ALL ON FUNCTION trubuild.waiting(trubuild.queue) FROM PUBLIC;
        """

    /// What a person asks about a job at night, one row for each question.
    private static func explain(_ tables: JobTables) -> String {
        """
        CREATE FUNCTION trubuild.explain(job uuid) RETURNS TABLE (question text, answer text) LANGUAGE plpgsql STABLE
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $function$
        DECLARE
            asked record;
            newest record;
            failed record;
            waits trubuild.queue;
            holder trubuild.hosts;
            state text;
            why text;
        BEGIN
            SELECT coalesce(j.type, '') AS type, j.created_at::timestamptz AS at INTO asked
            FROM \(tables.jobs) j WHERE j.id = job;
            IF NOT FOUND THEN
                RETURN QUERY VALUES ('state', 'there is no such job');
                RETURN;
            END IF;
            SELECT r.id, r.attempt_no AS attempt, r.status::text AS status, r.error, r.created_at::timestamptz AS created,
                r.started_at::timestamptz AS started, r.completed_at::timestamptz AS ended, r.progress::text AS progress
            INTO newest FROM \(tables.runs) r WHERE r.job_id = job ORDER BY r.attempt_no DESC LIMIT 1;
            SELECT r.attempt_no AS attempt, r.error, r.completed_at::timestamptz AS ended INTO failed
            FROM \(tables.runs) r WHERE r.job_id = job AND r.error IS NOT NULL ORDER BY r.attempt_no DESC LIMIT 1;
            SELECT * INTO waits FROM trubuild.queue q WHERE q.job_id = job;
            SELECT * INTO holder FROM trubuild.hosts h WHERE h.id = waits.host;

            RETURN QUERY SELECT 'job', asked.type || coalesce(', inserted ' || trubuild.moment(asked.at), '');
            IF newest.status IN ('completed', 'failed', 'cancelled') THEN
                state := newest.status || ' with attempt ' || newest.attempt
                    || coalesce(' at ' || trubuild.moment(newest.ended), '');
                IF newest.status <> 'completed' THEN
                    why := format('for the last error; SELECT trubuild.retry(%L) runs it once more', job);
                END IF;
            ELSIF newest.status = 'in_progress' THEN
                state := 'running, attempt ' || newest.attempt || coalesce(' since ' || trubuild.moment(newest.started), '');
                IF waits.run_id IS DISTINCT FROM newest.id THEN
                    why := 'somebody else runs it, such as the old worker: it gives no sign of life here';
                ELSIF waits.host IS NULL THEN
                    why := 'a host of an older version runs it, which has no lease';
                ELSIF holder.id IS NULL OR holder.lost_at IS NOT NULL OR holder.expires_at < now() THEN
                    why := 'its host is lost; the next beat of another host takes it over';
                END IF;
            ELSE
                state := 'waiting' || coalesce(' for attempt ' || newest.attempt, '')
                    || coalesce(' since ' || trubuild.moment(coalesce(newest.created, asked.at)), '');
                IF waits.job_id IS NULL THEN
                    why := format('it is not in the queue: our trigger has not seen it. Hosts look for such jobs when they '
                        'start; SELECT trubuild.retry(%L) queues it now', job);
                ELSIF waits.run_id IS NOT NULL THEN
                    why := 'its run was put back by hand; hosts notice within a minute';
                ELSE
                    why := trubuild.waiting(waits);
                END IF;
            END IF;
            RETURN QUERY SELECT 'state', state;
            RETURN QUERY SELECT 'why', why WHERE why IS NOT NULL;
            RETURN QUERY SELECT 'host', holder.name || ', up since ' || trubuild.moment(holder.started_at)
                || '; last beat ' || trubuild.moment(holder.beat_at)
                || CASE WHEN holder.lost_at IS NOT NULL THEN '; lost ' || trubuild.moment(holder.lost_at)
                    ELSE '; lease until ' || trubuild.moment(holder.expires_at) END
                WHERE holder.id IS NOT NULL;
            RETURN QUERY SELECT 'progress', newest.progress
                WHERE newest.status = 'in_progress' AND newest.progress <> '{}';
            RETURN QUERY SELECT 'attempts', coalesce(newest.attempt, 0) || ' so far; '
                || coalesce(waits.charged || ' earlier ones charged, ' || waits.losses || ' workers lost', 'it has left the queue');
            RETURN QUERY SELECT 'last error', 'attempt ' || failed.attempt
                || coalesce(', ' || trubuild.moment(failed.ended), '') || ': ' || failed.error
                WHERE failed.error IS NOT NULL;
            RETURN QUERY SELECT 'next attempt', CASE WHEN waits.run_at > now() THEN trubuild.moment(waits.run_at)
                ELSE 'as soon as a slot is free' END WHERE waits.job_id IS NOT NULL AND waits.run_id IS NULL;
        END
        $function$;
        REVOKE ALL ON FUNCTION trubuild.explain(uuid) FROM PUBLIC;
        COMMENT ON FUNCTION trubuild.explain(uuid) IS 'why a job waits, where it runs, how it ended: in words';
        """
    }
}
