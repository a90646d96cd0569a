--? INS0620
--= 001_notes.sql
-- @release 1.0
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
--= 002_search.sql
-- @release 1.1
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
--= 003_fill.sql
-- @release 1.1
INSERT INTO search(search) VALUES ('rebuild');
--! 2:1 note INS0310: nothing in the schema tells that this step has run
