-- SQLite carries the new name into the view, the trigger and the foreign key.
-- @was 008_rename_runs
-- @release 1.1
ALTER TABLE job_runs RENAME TO runs;
