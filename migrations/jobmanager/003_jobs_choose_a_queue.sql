-- @was 003_job_queue
ALTER TABLE jobs ADD COLUMN queue_id INTEGER REFERENCES queues(id) ON DELETE SET NULL;
ALTER TABLE jobs ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
CREATE INDEX jobs_queue ON jobs(queue_id);
CREATE INDEX jobs_priority ON jobs(priority);
