--? INS0217 INS0219
--= 0000_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users(id));
CREATE INDEX notes_user ON notes(user_id);
--= 0001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, "when" TEXT, dialect TEXT DEFAULT 'postgresql');
--= meta/
--= meta/_journal.json
{"version": "7", "note": "was \"dialect\": \"postgresql\"", "entries": [
{"breakpoints": true, "tag": "0001_users", "when": 10, "idx": 0},
{"tag": "0000_notes", "idx": 7, "when": 10}
], "dialect": "sqlite"}
