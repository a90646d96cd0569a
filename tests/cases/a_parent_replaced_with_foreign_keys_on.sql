--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id) ON DELETE CASCADE);
CREATE INDEX notes_user ON notes(user);
--= 002_root.sql
-- @foreign_keys on
REPLACE INTO users(id, name) VALUES (1, 'root');
CREATE TABLE later(id INTEGER PRIMARY KEY, name TEXT);
--! 2:14 warning INS0414: REPLACE with foreign keys on deletes rows of users first
--! 2:14 error INS0416: REPLACE takes 1 of 8 rows of users
--= 003_later.sql
-- @foreign_keys on
REPLACE INTO later(id, name) VALUES (1, 'root');
--! 2:1 note INS0310: nothing in the schema tells that this step has run
--! 2:14 error INS0416: REPLACE takes 1 of 5 rows of later
--= 004_later.sql
CREATE TABLE pages(id INTEGER PRIMARY KEY, later INTEGER REFERENCES later(id) ON DELETE CASCADE);
CREATE INDEX pages_later ON pages(later);
