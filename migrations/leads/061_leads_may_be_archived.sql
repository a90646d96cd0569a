-- From here on steps change the schema only; rows are a backfill's.
ALTER TABLE leads ADD COLUMN archived_at TEXT;
