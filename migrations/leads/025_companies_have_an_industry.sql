ALTER TABLE companies ADD COLUMN industry TEXT;
