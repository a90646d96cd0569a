-- @foreign_keys on
CREATE TABLE tags_new(id INTEGER PRIMARY KEY,
	note_id INTEGER REFERENCES notes(id) ON DELETE CASCADE, word TEXT);
INSERT INTO tags_new(id, note_id) SELECT id, note_id FROM tags;
DROP TABLE tags;
ALTER TABLE tags_new RENAME TO tags;
CREATE INDEX tags_note ON tags(note_id);
