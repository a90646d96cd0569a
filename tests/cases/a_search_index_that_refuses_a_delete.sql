--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(title, body, content = '');
CREATE TRIGGER notes_insert AFTER INSERT ON notes BEGIN
	INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER notes_update AFTER UPDATE ON notes BEGIN
	INSERT INTO search(search, rowid, title, body)
	VALUES ('delete', old.id, old.title, old.body);
	INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER notes_delete AFTER DELETE ON notes BEGIN
	DELETE FROM search WHERE rowid = old.id;
END;
--! 11:16 error INS0621: a DELETE from notes fails in a trigger that keeps the full-text index search
