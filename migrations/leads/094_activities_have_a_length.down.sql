ALTER TABLE activities DROP COLUMN minutes;
