CREATE TRIGGER leads_stage_changed AFTER UPDATE OF stage_id ON leads
WHEN old.stage_id IS NOT new.stage_id
BEGIN
	INSERT INTO stage_changes (lead_id, from_stage_id, to_stage_id)
	VALUES (new.id, old.stage_id, new.stage_id);
END;
