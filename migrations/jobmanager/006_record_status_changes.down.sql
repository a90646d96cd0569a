DROP TRIGGER job_runs_log_status;
DROP TABLE run_events;
