CREATE TABLE import_errors (
	import_id INTEGER NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
	line INTEGER NOT NULL CHECK (line > 0),
	message TEXT NOT NULL,
	PRIMARY KEY (import_id, line)
) WITHOUT ROWID;
