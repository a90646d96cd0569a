CREATE INDEX tasks_open ON tasks(due_on) WHERE done_at IS NULL;
