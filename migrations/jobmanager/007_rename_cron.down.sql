ALTER TABLE jobs RENAME COLUMN schedule TO cron;
