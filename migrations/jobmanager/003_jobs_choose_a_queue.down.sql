DROP INDEX jobs_priority;
DROP INDEX jobs_queue;
ALTER TABLE jobs DROP COLUMN priority;
ALTER TABLE jobs DROP COLUMN queue_id;
