--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(title, body, content = 'notes', content_rowid = 'id');
--= 002_trigger.sql
CREATE TRIGGER notes_insert AFTER INSERT ON notes BEGIN
	INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER notes_update AFTER UPDATE ON notes BEGIN
	INSERT INTO search(search, rowid, title, body)
	VALUES ('delete', old.id, old.title, old.body);
	INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
--! 1:16 warning INS0622: after a DELETE from notes the full-text index search does not agree with it
