--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(title, body, content = 'notes', content_rowid = 'id');
--= 002_rename.sql
ALTER TABLE notes RENAME TO memos;
--! 1:13 error INS0620: the full-text index search cannot read its content: no such table: main.notes
