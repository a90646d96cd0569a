--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, made TEXT);
--= 002_seen.sql
ALTER TABLE notes RENAME TO pages;
CREATE INDEX pages_old ON pages(made) WHERE made < date('now', '-1 day');
--! 2:52 error INS0817: date() in an index
