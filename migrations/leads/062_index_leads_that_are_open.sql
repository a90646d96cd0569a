CREATE INDEX leads_open ON leads(stage_id, score) WHERE archived_at IS NULL;
