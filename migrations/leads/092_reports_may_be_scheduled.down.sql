ALTER TABLE reports DROP COLUMN schedule;
