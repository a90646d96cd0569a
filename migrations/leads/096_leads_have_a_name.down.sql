DROP INDEX IF EXISTS leads_name;
ALTER TABLE leads DROP COLUMN last_contact_at;
ALTER TABLE leads DROP COLUMN name_source;
ALTER TABLE leads DROP COLUMN name;
