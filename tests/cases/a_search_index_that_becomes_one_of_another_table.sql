--? INS0402 INS0410
--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
--= 002_search.sql
CREATE VIRTUAL TABLE search USING fts5(body);
CREATE TRIGGER notes_search AFTER INSERT ON notes BEGIN
	INSERT INTO search(rowid, body) VALUES (new.id, new.body);
END;
--! 1:22 warning INS0620: the new full-text index search lacks rows that notes has
--= 003_content.sql
DROP TRIGGER notes_search;
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5(body, content = 'notes', content_rowid = 'id');
INSERT INTO search(search) VALUES ('rebuild');
--= 004_drop.sql
DROP TABLE search;
