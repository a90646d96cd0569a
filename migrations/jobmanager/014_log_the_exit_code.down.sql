DROP TRIGGER runs_log_status;
CREATE TRIGGER job_runs_log_status AFTER UPDATE OF status ON runs
BEGIN
	INSERT INTO run_events (run_id, severity, message) VALUES (
		new.id,
		CASE new.status
			WHEN 'failed' THEN 'error'
			WHEN 'cancelled' THEN
				CASE old.status WHEN 'waiting' THEN 'info' ELSE 'warning' END
			ELSE 'info'
		END,
		'from ' || old.status || ' to ' || new.status
	);
END;
