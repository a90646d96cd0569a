--= 001_first.sql
CREATE TABLE note(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE note_fts USING fts5(title, body, content='note', content_rowid='id');
--= 002_step.sql
--? harmful INS0620
-- @destructive note.title: nobody uses it
ALTER TABLE note DROP COLUMN title;
--= 002_step.sql
--? harmless
-- @destructive note.title: nobody uses it
DROP TABLE note_fts;
ALTER TABLE note DROP COLUMN title;
CREATE VIRTUAL TABLE note_fts USING fts5(body, content='note', content_rowid='id');
INSERT INTO note_fts(note_fts) VALUES('rebuild');
