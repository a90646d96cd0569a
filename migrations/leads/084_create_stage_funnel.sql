CREATE VIEW stage_funnel AS
SELECT s.id, s.name, count(l.id) AS leads
FROM stages AS s LEFT JOIN leads AS l ON l.stage_id = s.id AND l.archived_at IS NULL
GROUP BY s.id;
