ALTER TABLE sources DROP COLUMN cost_cents;
