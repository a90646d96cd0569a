--= 001_first.sql
CREATE TABLE note(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE VIEW visible AS SELECT id, title, body FROM note WHERE id > 0;
CREATE VIRTUAL TABLE note_fts USING fts5(title, body, content='visible', content_rowid='id');
--= 002_step.sql
--? harmful INS0620
DROP VIEW visible;
--= 002_step.sql
--? harmless
DROP VIEW visible;
CREATE VIEW visible AS SELECT id, title, body, 1 AS one FROM note WHERE id > 0;
