CREATE INDEX leads_owner ON leads(owner_id);
