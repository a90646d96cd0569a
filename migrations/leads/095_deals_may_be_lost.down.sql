ALTER TABLE deals DROP COLUMN lost_reason;
