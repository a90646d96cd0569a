CREATE TABLE saved_filters (
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
	name TEXT NOT NULL,
	query TEXT NOT NULL CHECK (json_valid(query)),
	UNIQUE (user_id, name)
);
