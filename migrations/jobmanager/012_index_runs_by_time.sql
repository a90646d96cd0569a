-- The index over the job alone is a prefix of the new one. Nobody ever asked for jobs
-- by priority without their queue.
-- @was 012_indexes
DROP INDEX job_runs_job;
CREATE INDEX runs_job_started ON runs(job_id, started_at DESC);
DROP INDEX jobs_queue;
DROP INDEX jobs_priority;
CREATE INDEX jobs_queue ON jobs(queue_id, priority DESC) WHERE is_enabled = 1;
