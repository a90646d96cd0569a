CREATE VIEW open_leads AS
SELECT l.id, l.email, l.company, s.name AS stage, u.display_name AS owner
FROM leads AS l
	LEFT JOIN stages AS s ON s.id = l.stage_id
	LEFT JOIN users AS u ON u.id = l.owner_id
WHERE coalesce(s.is_won, 0) = 0 AND coalesce(s.is_lost, 0) = 0;
