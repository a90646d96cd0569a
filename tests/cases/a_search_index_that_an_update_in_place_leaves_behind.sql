--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(title, body, content = 'notes', content_rowid = 'id');
CREATE TRIGGER notes_insert AFTER INSERT ON notes BEGIN
	INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER notes_delete AFTER DELETE ON notes BEGIN
	INSERT INTO search(search, rowid, title, body)
	VALUES ('delete', old.id, old.title, old.body);
END;
CREATE TRIGGER notes_update AFTER UPDATE ON notes BEGIN
	UPDATE search SET title = new.title, body = new.body WHERE rowid = new.id;
END;
--! 10:16 error INS0621: after an UPDATE of title in notes the full-text index search does not agree with it
