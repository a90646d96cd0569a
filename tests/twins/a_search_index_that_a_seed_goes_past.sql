--= 001_first.sql
CREATE TABLE note(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE note_fts USING fts5(title, body, content='note', content_rowid='id');
--= 002_step.sql
--? harmful INS0620
INSERT INTO note(title, body) VALUES ('welcome', 'first words');
--= 002_step.sql
--? harmless
-- @allow INS0811 one row
INSERT INTO note(id, title, body) SELECT max(id) + 1, 'welcome', 'first words' FROM note;
INSERT INTO note_fts(rowid, title, body) SELECT id, title, body FROM note WHERE title = 'welcome' ORDER BY id DESC LIMIT 1;
