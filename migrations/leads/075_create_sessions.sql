-- @release 2.2
CREATE TABLE sessions (
	token TEXT NOT NULL PRIMARY KEY CHECK (length(token) >= 32),
	user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
	expires_at TEXT NOT NULL
) WITHOUT ROWID;
