import JobQueue

/// Finds the result of an earlier job of one company and package.
///
/// Parameters: `$1` the spellings of the job type, `$2` the artifact's type, `$3` the package, `$4` the job that asks,
/// `$5` the most bytes that payload and artifact may have, `$6` the company.
///
/// - `candidate` are the newest jobs of that type, company and package. The company is that of the row, else that of the
///   payload, and an empty one is none, as for the files of a job. One that is no text matches nobody.
/// - `latest` are their newest runs, as far as they are completed.
/// - `found` is the artifact of the newest of them. It goes over the artifacts once, for tables without an index on the
///   run.
///
/// Without an index on the type or company it reads all jobs. The CASE keeps it from the payloads, which can be large, of
/// jobs of another company.
enum EarlierStatement {
    static func sql(_ tables: JobTables, hasCompany: Bool) -> String {
        let owner = hasCompany ? ofCompany : ofNobody
        return """
            WITH candidate AS MATERIALIZED (
                SELECT j.id, row_number() OVER (ORDER BY j.created_at DESC NULLS LAST, j.id DESC) AS place
                FROM \(tables.jobs) j
                WHERE j.type = ANY ($1::text[]) AND j.id <> $4::uuid AND \(owner)
                    AND CASE WHEN \(owner) THEN
                        jsonb_typeof(j.payload->'package_id') = 'string' AND j.payload->>'package_id' = $3 END
                ORDER BY j.created_at DESC NULLS LAST, j.id DESC LIMIT \(EarlierQuery.jobLimit)
            ), latest AS MATERIALIZED (
                SELECT c.id AS job, c.place, r.id AS run, coalesce(r.completed_at, r.started_at, r.created_at) AS completed
                FROM candidate c CROSS JOIN LATERAL (
                    SELECT n.* FROM \(tables.runs) n WHERE n.job_id = c.id ORDER BY n.attempt_no DESC LIMIT 1) r
                WHERE r.status = 'completed'
            ), found AS MATERIALIZED (
                SELECT l.job, l.completed, a.id AS artifact
                FROM \(tables.artifacts) a JOIN latest l ON l.run = a.run_id
                WHERE a.artifact_type = $2 AND a.data IS NOT NULL
                ORDER BY l.place, a.created_at DESC NULLS LAST, a.id DESC LIMIT 1
            ), texts AS MATERIALIZED (
                SELECT f.job, f.completed, j.payload::text AS payload, a.data::text AS data
                FROM found f JOIN \(tables.jobs) j ON j.id = f.job JOIN \(tables.artifacts) a ON a.id = f.artifact
            ), sized AS (
                SELECT t.*, octet_length(t.payload)::bigint + octet_length(t.data) <= $5::bigint AS fits FROM texts t
            )
            SELECT job, to_char(completed, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS completed_at,
                CASE WHEN fits THEN payload END AS payload, CASE WHEN fits THEN data END AS data
            FROM sized
            """
    }

    /// Each branch can use an index on the company.
    private static let ofCompany = """
        (j.company_id = $6
            OR j.company_id IS NULL AND jsonb_typeof(j.payload->'company_id') = 'string'
                AND j.payload->>'company_id' = $6
            OR j.company_id = '' AND jsonb_typeof(j.payload->'company_id') = 'string'
                AND j.payload->>'company_id' = $6)
        """

    private static let ofNobody = """
        (j.company_id IS NULL OR j.company_id = '')
            AND coalesce(jsonb_typeof(j.payload->'company_id'), 'null') IN ('null', 'string')
            AND coalesce(j.payload->>'company_id', '') = ''
        """
}
