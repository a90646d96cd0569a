-- Members write notes, and keep them in notebooks.
-- @release 1.0

CREATE TABLE members (
	id INTEGER PRIMARY KEY,
	display_name TEXT NOT NULL,
	email TEXT NOT NULL UNIQUE,
	role TEXT NOT NULL DEFAULT 'editor' CHECK (role IN ('owner', 'editor', 'reader')),
	joined_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE notebooks (
	id INTEGER PRIMARY KEY,
	title TEXT NOT NULL,
	owner_id INTEGER NOT NULL REFERENCES members(id) ON DELETE RESTRICT,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX notebooks_by_owner ON notebooks(owner_id);

CREATE TABLE notes (
	id INTEGER PRIMARY KEY,
	notebook_id INTEGER NOT NULL REFERENCES notebooks(id) ON DELETE CASCADE,
	author_id INTEGER REFERENCES members(id) ON DELETE SET NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL DEFAULT '',
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	changed_at TEXT
);
CREATE INDEX notes_by_notebook ON notes(notebook_id, title);
CREATE INDEX notes_by_author ON notes(author_id);
