ALTER TABLE companies ADD COLUMN website TEXT;
