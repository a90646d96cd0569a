-- @was 013_summary_view_2
DROP VIEW job_overview;
CREATE VIEW job_overview AS
	SELECT j.id, j.name, j.is_enabled, j.schedule, q.name AS queue,
		count(r.id) AS runs,
		count(CASE WHEN r.status = 'failed' THEN 1 END) AS failures,
		max(r.finished_at) AS last_run
	FROM jobs j
	LEFT JOIN queues q ON q.id = j.queue_id
	LEFT JOIN runs r ON r.job_id = j.id
	GROUP BY j.id;
