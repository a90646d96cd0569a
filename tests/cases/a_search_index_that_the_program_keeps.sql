--? INS0620 INS0622
--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
--= 002_search.sql
CREATE VIRTUAL TABLE search USING fts5(title, body, content = 'notes', content_rowid = 'id');
INSERT INTO search(search) VALUES ('rebuild');
