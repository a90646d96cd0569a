-- Every change of a note's text keeps the text it replaced.
-- @release 1.2

CREATE TABLE note_revisions (
	id INTEGER PRIMARY KEY,
	note_id INTEGER NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('retitled', 'edited', 'cleared')),
	replaced_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX note_revisions_by_note ON note_revisions(note_id, replaced_at);

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
