-- @was 005_summary_view
-- @release 1.0
CREATE VIEW job_overview AS
	SELECT j.id, j.name, j.is_enabled, count(r.id) AS runs, max(r.finished_at) AS last_run
	FROM jobs j LEFT JOIN job_runs r ON r.job_id = j.id
	GROUP BY j.id;

-- @down
DROP VIEW job_overview;
