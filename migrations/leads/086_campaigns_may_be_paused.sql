ALTER TABLE campaigns ADD COLUMN paused_at TEXT;
