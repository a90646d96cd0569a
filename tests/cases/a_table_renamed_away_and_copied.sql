--? INS0431
--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE tags(id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE pages(id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE logs(id INTEGER PRIMARY KEY, title TEXT NOT NULL);
--= 002_away.sql
-- @release 2.0
ALTER TABLE notes RENAME TO notes_old;
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT);
CREATE TEMP TABLE way AS SELECT id, title FROM notes_old;
INSERT INTO notes(id, title) SELECT id, title FROM way;
DROP TABLE way;
ALTER TABLE tags RENAME TO tags_old;
CREATE TABLE tags(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT);
ALTER TABLE pages RENAME TO pages_old;
CREATE VIEW pages AS SELECT id, title FROM pages_old;
ALTER TABLE logs RENAME TO logs_old;
CREATE TABLE logs(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT);
-- @backfill logs table=logs_old
INSERT INTO logs(id, title) SELECT id, title FROM logs_old WHERE id NOT IN (SELECT id FROM logs);
--= 003_tags.sql
-- @release 2.0
INSERT INTO tags(id, title) SELECT id, title FROM tags_old;
--! 2:1 note INS0310: nothing in the schema tells that this step has run
--= options
--ddl-only=off
