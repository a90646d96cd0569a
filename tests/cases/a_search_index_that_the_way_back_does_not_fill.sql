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
	INSERT INTO search(search, rowid, title, body)
	VALUES ('delete', old.id, old.title, old.body);
	INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
--= 002_drop.sql
DROP TRIGGER notes_insert;
DROP TRIGGER notes_delete;
DROP TRIGGER notes_update;
DROP TABLE search;
-- @down
CREATE VIRTUAL TABLE search USING fts5(title, body, content = 'notes', content_rowid = 'id');
CREATE TRIGGER notes_insert AFTER INSERT ON notes BEGIN
	INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER notes_delete AFTER DELETE ON notes BEGIN
	INSERT INTO search(search, rowid, title, body)
	VALUES ('delete', old.id, old.title, old.body);
END;
CREATE TRIGGER notes_update AFTER UPDATE ON notes BEGIN
	INSERT INTO search(search, rowid, title, body)
	VALUES ('delete', old.id, old.title, old.body);
	INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
--! 6:22 error INS0620: the full-text index search no longer agrees with notes
