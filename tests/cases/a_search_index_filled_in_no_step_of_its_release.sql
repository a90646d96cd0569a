--= 001_notes.sql
-- @release 1.0
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
--= 002_search.sql
-- @release 1.1
CREATE VIRTUAL TABLE search USING fts5(title, body, content = 'notes', content_rowid = 'id');
--! 2:22 error INS0620: the new full-text index search lacks rows that notes has
--= 003_triggers.sql
-- @release 1.1
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
