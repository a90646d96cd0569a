-- Leads get a name, and when somebody last spoke to them.
-- @release 2.5
ALTER TABLE leads ADD COLUMN name TEXT;
ALTER TABLE leads ADD COLUMN name_source TEXT NOT NULL DEFAULT 'unknown'
	CHECK (name_source IN ('unknown', 'mail', 'company', 'typed'));
ALTER TABLE leads ADD COLUMN last_contact_at TEXT;
CREATE INDEX leads_name ON leads(name);
