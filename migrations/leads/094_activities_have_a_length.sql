ALTER TABLE activities ADD COLUMN minutes INTEGER CHECK (minutes > 0);
