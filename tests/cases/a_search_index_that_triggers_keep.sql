--? INS0404 INS0407
--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
CREATE VIRTUAL TABLE search USING fts5(body);
CREATE TRIGGER notes_search AFTER INSERT ON notes BEGIN
	INSERT INTO search(rowid, body) VALUES (new.id, new.body);
END;
--! 2:22 note INS0622: after an UPDATE of body in notes the full-text index search does not agree with it
--! 2:22 warning INS0622: after a DELETE from notes the full-text index search does not agree with it
--= 002_title.sql
ALTER TABLE notes ADD COLUMN title TEXT;
DROP TRIGGER notes_search;
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5(title, body);
INSERT INTO search(rowid, title, body) SELECT id, title, body FROM notes;
CREATE TRIGGER notes_search AFTER INSERT ON notes BEGIN
	INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
