--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(title, body, content = 'notes', content_rowid = 'id');
--= 002_stop.sql
ALTER TABLE notes ADD COLUMN lang TEXT;
-- @backfill stop
UPDATE notes SET body = body || ' stop' WHERE body NOT LIKE '%stop';
--! 3:8 error INS0620: the full-text index search no longer agrees with notes
