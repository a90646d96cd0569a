--= 001_first.sql
CREATE TABLE note(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0620
CREATE VIRTUAL TABLE note_fts USING fts5(title, body, content='note', content_rowid='id');
INSERT INTO note_fts(note_fts) VALUES('rebuild');
CREATE VIRTUAL TABLE note_tri USING fts5(title, body, content='note', content_rowid='id', tokenize='trigram');
--= 002_step.sql
--? harmless
CREATE VIRTUAL TABLE note_fts USING fts5(title, body, content='note', content_rowid='id');
INSERT INTO note_fts(note_fts) VALUES('rebuild');
CREATE VIRTUAL TABLE note_tri USING fts5(title, body, content='note', content_rowid='id', tokenize='trigram');
INSERT INTO note_tri(note_tri) VALUES('rebuild');
