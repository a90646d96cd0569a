DROP TRIGGER leads_stage_changed;
