import TestKit

/// The public tables as each of the parties that may come first creates them.
enum SchemaVariant: String, CaseIterable, Sendable {
    /// The queue's public document.
    case seed
    /// The old engine: ids by default, cascading deletes, many indexes.
    case engine
    /// The App's migrations: `text` throughout, its own names for constraints.
    case drizzle

    var sql: String {
        switch self {
        case .seed: QueueDocument.tables
        case .engine:
            """
            CREATE TABLE jobs (
                id UUID PRIMARY KEY DEFAULT gen_random_uuid(), type VARCHAR(100) NOT NULL,
                payload JSONB NOT NULL DEFAULT '{}', company_id VARCHAR(255), user_id VARCHAR(255),
                created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
            CREATE TABLE job_runs (
                id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
                job_id UUID NOT NULL REFERENCES jobs(id) ON DELETE CASCADE, attempt_no INTEGER NOT NULL DEFAULT 1,
                status VARCHAR(50) NOT NULL DEFAULT 'pending', progress JSONB DEFAULT '{}', error TEXT,
                created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, started_at TIMESTAMP, completed_at TIMESTAMP,
                UNIQUE(job_id, attempt_no));
            CREATE TABLE job_artifacts (
                id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
                run_id UUID NOT NULL REFERENCES job_runs(id) ON DELETE CASCADE, artifact_type TEXT NOT NULL,
                data JSONB, created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
            CREATE INDEX ON jobs (company_id, user_id);
            CREATE INDEX ON jobs (type);
            CREATE INDEX ON jobs (created_at DESC);
            CREATE INDEX ON job_runs (job_id);
            CREATE INDEX ON job_runs (status) WHERE status IN ('pending', 'in_progress');
            CREATE INDEX ON job_runs (created_at DESC);
            CREATE INDEX ON job_artifacts (run_id);
            CREATE INDEX ON job_artifacts (artifact_type);
            """
        case .drizzle:
            """
            CREATE TABLE "jobs" (
                "id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL, "type" text NOT NULL,
                "payload" jsonb DEFAULT '{}'::jsonb NOT NULL, "company_id" text, "user_id" text,
                "created_at" timestamp DEFAULT now());
            CREATE TABLE "job_runs" (
                "id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL, "job_id" uuid NOT NULL,
                "attempt_no" integer DEFAULT 1 NOT NULL, "status" text DEFAULT 'pending' NOT NULL,
                "progress" jsonb DEFAULT '{}'::jsonb, "error" text, "created_at" timestamp DEFAULT now(),
                "started_at" timestamp, "completed_at" timestamp,
                CONSTRAINT "job_runs_jobId_attemptNo_unique" UNIQUE("job_id", "attempt_no"));
            CREATE TABLE "job_artifacts" (
                "id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL, "run_id" uuid NOT NULL,
                "artifact_type" text NOT NULL, "data" jsonb, "created_at" timestamp DEFAULT now());
            ALTER TABLE "job_runs" ADD CONSTRAINT "job_runs_job_id_jobs_id_fk" FOREIGN KEY ("job_id")
                REFERENCES "jobs"("id") ON DELETE no action ON UPDATE no action;
            ALTER TABLE "job_artifacts" ADD CONSTRAINT "job_artifacts_run_id_job_runs_id_fk" FOREIGN KEY ("run_id")
                REFERENCES "job_runs"("id") ON DELETE no action ON UPDATE no action;
            CREATE INDEX "jobs_type_idx" ON "jobs" ("type");
            CREATE INDEX "jobs_company_id_idx" ON "jobs" ("company_id");
            CREATE INDEX "jobs_user_id_idx" ON "jobs" ("user_id");
            CREATE INDEX "job_runs_job_id_idx" ON "job_runs" ("job_id");
            CREATE INDEX "job_runs_status_idx" ON "job_runs" ("status");
            CREATE INDEX "job_artifacts_run_id_idx" ON "job_artifacts" ("run_id");
            CREATE INDEX "job_artifacts_artifact_type_idx" ON "job_artifacts" ("artifact_type");
            """
        }
    }
}
