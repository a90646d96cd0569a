CREATE INDEX leads_import ON leads(import_id);
