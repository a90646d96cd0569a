-- @release 2.3
CREATE TABLE reports (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	definition TEXT NOT NULL CHECK (json_valid(definition)),
	owner_id INTEGER REFERENCES users(id) ON DELETE SET NULL
);
CREATE INDEX reports_owner ON reports(owner_id);
