DROP INDEX jobs_queue;
CREATE INDEX jobs_queue ON jobs(queue_id);
CREATE INDEX jobs_priority ON jobs(priority);
DROP INDEX runs_job_started;
CREATE INDEX job_runs_job ON runs(job_id);
