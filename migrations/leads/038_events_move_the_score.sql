CREATE TRIGGER score_events_count AFTER INSERT ON score_events
BEGIN
	UPDATE leads SET score = score + new.points WHERE id = new.lead_id;
END;
