--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
CREATE VIRTUAL TABLE search USING fts5(body);
CREATE TRIGGER notes_search AFTER INSERT ON notes BEGIN
	INSERT INTO search(rowid, body) VALUES (new.id, new.body);
END;
--! 2:22 note INS0622: after an UPDATE of body in notes the full-text index search does not agree with it
--! 2:22 warning INS0622: after a DELETE from notes the full-text index search does not agree with it
--= 002_title.sql
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5(body, prefix = 2);
--! 1:12 error INS0404: search is made anew without its rows
