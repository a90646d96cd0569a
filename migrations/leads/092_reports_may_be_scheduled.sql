ALTER TABLE reports ADD COLUMN schedule TEXT;
