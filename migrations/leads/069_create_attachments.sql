CREATE TABLE attachments (
	id INTEGER PRIMARY KEY,
	note_id INTEGER NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
	file_name TEXT NOT NULL,
	size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
	content BLOB NOT NULL
);
CREATE INDEX attachments_note ON attachments(note_id);
