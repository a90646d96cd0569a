--? INS0415
-- @foreign_keys on
CREATE TABLE notes_new(id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE, body TEXT);
INSERT INTO notes_new(id, user_id) SELECT id, user_id FROM notes;
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;
CREATE INDEX notes_user ON notes(user_id);
