-- Comments answer a note, or another comment.
CREATE TABLE comments (
	id INTEGER PRIMARY KEY,
	note_id INTEGER NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
	answers_id INTEGER REFERENCES comments(id) ON DELETE CASCADE,
	author_id INTEGER REFERENCES members(id) ON DELETE SET NULL,
	body TEXT NOT NULL CHECK (body <> ''),
	written_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	resolved_at TEXT
);
CREATE INDEX comments_by_note ON comments(note_id, written_at);
CREATE INDEX comments_by_answered ON comments(answers_id);
CREATE INDEX comments_by_author ON comments(author_id);

-- An answer belongs to the note of the comment that it answers.
CREATE TRIGGER comments_stay_on_their_note BEFORE INSERT ON comments
WHEN new.answers_id IS NOT NULL
BEGIN
	SELECT raise(ABORT, 'an answer must be on the note of its comment; see "answers_id"')
	WHERE new.note_id IS NOT (SELECT note_id FROM comments WHERE id = new.answers_id);
END;

-- @down

DROP TABLE comments; -- its indexes and its trigger go with it
