ALTER TABLE companies DROP COLUMN phone;
