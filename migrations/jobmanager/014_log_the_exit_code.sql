-- The line in the log says with which status the program ended.
-- @was 014_event_log_2
-- @release 1.3
DROP TRIGGER job_runs_log_status;
CREATE TRIGGER runs_log_status AFTER UPDATE OF status ON runs
WHEN new.status IS NOT old.status
BEGIN
	INSERT INTO run_events (run_id, severity, message) VALUES (
		new.id,
		CASE new.status WHEN 'failed' THEN 'error' WHEN 'cancelled' THEN 'warning'
			ELSE 'info' END,
		'from ' || old.status || ' to ' || new.status
			|| coalesce(', exit code ' || new.exit_code, '')
	);
END;
