-- A note is a draft, published or archived. SQLite cannot add a CHECK over several
-- columns to a table that exists, so the table is rebuilt: new table, copy, drop,
-- rename. The view and the trigger that name it go first and come back last, and
-- foreign keys must not act while the old table is dropped.
-- @release 2.0
-- @irreversible an archived note would have to become visible again

PRAGMA foreign_keys = OFF;

DROP VIEW note_overview;
DROP TRIGGER notes_keep_revision;

CREATE TABLE notes_new (
	id INTEGER PRIMARY KEY,
	notebook_id INTEGER NOT NULL REFERENCES notebooks(id) ON DELETE CASCADE,
	author_id INTEGER REFERENCES members(id) ON DELETE SET NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL DEFAULT '',
	status TEXT NOT NULL DEFAULT 'draft'
		CHECK (status IN ('draft', 'published', 'archived')),
	is_pinned INTEGER NOT NULL DEFAULT 0 CHECK (is_pinned IN (0, 1)),
	pinned_at TEXT,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	changed_at TEXT,
	CHECK (status <> 'archived' OR is_pinned = 0)
);
INSERT INTO notes_new (id, notebook_id, author_id, title, body, status, is_pinned,
	pinned_at, created_at, changed_at)
SELECT id, notebook_id, author_id, title, body, 'published', is_pinned <> 0,
	pinned_at, created_at, changed_at
FROM notes;
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;

CREATE INDEX notes_by_notebook ON notes(notebook_id, title);
CREATE INDEX notes_by_author ON notes(author_id);
CREATE INDEX notes_pinned ON notes(notebook_id, pinned_at) WHERE is_pinned = 1;

CREATE TRIGGER notes_keep_revision AFTER UPDATE OF title, body ON notes
WHEN old.title <> new.title OR old.body <> new.body
BEGIN
	INSERT INTO note_revisions (note_id, title, body, kind)
	VALUES (old.id, old.title, old.body,
		CASE
			WHEN old.body = new.body THEN 'retitled'
			WHEN new.body = '' THEN 'cleared'
			ELSE 'edited'
		END);
	UPDATE notes SET changed_at = CURRENT_TIMESTAMP WHERE id = new.id;
END;

CREATE VIEW note_overview AS
	SELECT n.id, n.title, b.title AS notebook, m.display_name AS author, n.is_pinned,
		coalesce(n.changed_at, n.created_at) AS last_change
	FROM notes n
	JOIN notebooks b ON b.id = n.notebook_id
	LEFT JOIN members m ON m.id = n.author_id
	WHERE n.status <> 'archived';

PRAGMA foreign_keys = ON;
