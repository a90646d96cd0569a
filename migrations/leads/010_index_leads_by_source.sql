CREATE INDEX leads_source ON leads(source_id);
