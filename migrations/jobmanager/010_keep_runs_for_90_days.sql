-- Rows only: nothing in the schema tells that this step has run, so it says itself what
-- does.
-- @was 010_retention
-- @fingerprint rows (SELECT 1 FROM settings
--   WHERE name = 'keep_runs_days')
INSERT INTO settings (name, value) VALUES ('keep_runs_days', '90');
