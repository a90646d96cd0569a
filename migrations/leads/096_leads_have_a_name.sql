-- Leads get a name, and when somebody last spoke to them.
-- @release 2.5
ALTER TABLE leads ADD COLUMN name TEXT;
ALTER TABLE leads ADD COLUMN name_source TEXT NOT NULL DEFAULT 'unknown'
	CHECK (name_source IN ('unknown', 'mail', 'company', 'typed'));
ALTER TABLE leads ADD COLUMN last_contact_at TEXT;

-- The name of a lead that came before: the company's, or what is before the @.
-- @backfill 096_lead_name batch=200 priority=high
UPDATE leads
SET name = coalesce(company, substr(email, 1, instr(email, '@') - 1), 'lead ' || id),
	name_source = CASE WHEN company IS NOT NULL THEN 'company'
		WHEN email LIKE '_%@%' THEN 'mail' ELSE 'unknown' END
WHERE name IS NULL;

-- @index
CREATE INDEX leads_name ON leads(name);
