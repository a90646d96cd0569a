--? INS0620 INS0621 INS0622
--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, hidden INTEGER NOT NULL DEFAULT 0, title TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(title, body);
CREATE TRIGGER notes_insert AFTER INSERT ON notes WHEN new.hidden = 0 BEGIN
	INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER notes_delete AFTER DELETE ON notes BEGIN
	DELETE FROM search WHERE rowid = old.id;
END;
CREATE TRIGGER notes_update AFTER UPDATE ON notes BEGIN
	DELETE FROM search WHERE rowid = old.id;
	INSERT INTO search(rowid, title, body)
	SELECT new.id, new.title, new.body WHERE new.hidden = 0;
END;
--= 002_hide.sql
-- @allow INS0811 there are few
UPDATE notes SET hidden = 1 WHERE title = '';
--! 2:1 note INS0310: nothing in the schema tells that this step has run
--! 2:8 note INS0411: notes.hidden is set by name
