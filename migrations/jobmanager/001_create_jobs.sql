-- The first release: jobs and their runs.
-- @was 001_initial, create_jobs
-- @release 0.9

CREATE TABLE jobs (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	command TEXT NOT NULL,
	cron TEXT,
	is_enabled INTEGER NOT NULL DEFAULT 1 CHECK (is_enabled IN (0, 1)),
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE job_runs (
	id INTEGER PRIMARY KEY AUTOINCREMENT, -- a number is never given twice
	job_id INTEGER NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
	status TEXT NOT NULL DEFAULT 'waiting'
		CHECK (status IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
	started_at TEXT,
	finished_at TEXT,
	exit_code INTEGER
);
CREATE INDEX job_runs_job ON job_runs(job_id);
