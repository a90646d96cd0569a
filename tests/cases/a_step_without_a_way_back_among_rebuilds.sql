--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
-- @down
DROP TABLE users;
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, nick TEXT);
INSERT INTO users_new(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users; -- @ down: none
--! 1:1 note INS0313: 002_rebuild has no down migration
--= 003_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
-- @down
DROP TABLE notes;
