ALTER TABLE campaigns DROP COLUMN paused_at;
