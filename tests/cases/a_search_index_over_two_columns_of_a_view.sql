--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIEW texts AS SELECT id, title, body FROM notes;
CREATE VIRTUAL TABLE search USING fts4(content="texts", title, body);
--= 002_view.sql
DROP VIEW texts;
CREATE VIEW texts AS SELECT id, title FROM notes;
--! 1:11 error INS0620: the full-text index search cannot read its content: no such column: texts.body
