CREATE INDEX leads_stage ON leads(stage_id);
