ALTER TABLE deals ADD COLUMN lost_reason TEXT;
