-- @release 1.1
CREATE TABLE activities (
	id INTEGER PRIMARY KEY,
	lead_id INTEGER NOT NULL REFERENCES leads(id) ON DELETE CASCADE,
	user_id INTEGER REFERENCES users(id) ON DELETE SET NULL,
	kind TEXT NOT NULL CHECK (kind IN ('call', 'mail', 'meeting', 'note')),
	body TEXT,
	happened_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
