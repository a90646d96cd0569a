CREATE TABLE tasks (
	id INTEGER PRIMARY KEY,
	lead_id INTEGER REFERENCES leads(id) ON DELETE CASCADE,
	assignee_id INTEGER REFERENCES users(id) ON DELETE SET NULL,
	title TEXT NOT NULL,
	due_on TEXT,
	done_at TEXT
);
CREATE INDEX tasks_lead ON tasks(lead_id);
CREATE INDEX tasks_assignee ON tasks(assignee_id, due_on);
