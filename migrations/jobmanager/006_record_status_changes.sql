-- Each change of a run's status leaves a line in its log.
-- @was 006_event_log
CREATE TABLE run_events (
	id INTEGER PRIMARY KEY,
	run_id INTEGER NOT NULL REFERENCES job_runs(id) ON DELETE CASCADE,
	severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
	message TEXT NOT NULL,
	happened_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX run_events_run ON run_events(run_id);

CREATE TRIGGER job_runs_log_status AFTER UPDATE OF status ON job_runs
BEGIN
	/* A comment within the body; with a semicolon, an apostrophe that isn't one,
	   -- dashes that begin nothing, and the word END; */
	INSERT INTO run_events (run_id, severity, message) VALUES (
		new.id,
		CASE new.status
			WHEN 'failed' THEN 'error'
			WHEN 'cancelled' THEN
				CASE old.status WHEN 'waiting' THEN 'info' ELSE 'warning' END
			ELSE 'info'
		END, -- CASE … END within CASE … END;
		'from ' || old.status || ' to ' || new.status
	);
END;
