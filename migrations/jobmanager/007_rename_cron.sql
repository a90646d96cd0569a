-- The column held "@daily" and "every 5 min" too, never only cron's five fields.
-- @was 007_schedule_column
ALTER TABLE jobs RENAME COLUMN cron TO schedule;
