ALTER TABLE runs RENAME TO job_runs;
