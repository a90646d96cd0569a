--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(title, body, content = 'notes', content_rowid = 'id');
CREATE TRIGGER notes_insert AFTER INSERT ON notes BEGIN
	INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
--! 2:22 note INS0622: after an UPDATE of title in notes the full-text index search does not agree with it
--! 2:22 warning INS0622: after a DELETE from notes the full-text index search does not agree with it
