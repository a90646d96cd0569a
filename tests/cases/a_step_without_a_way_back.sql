--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 001_users.down.sql
DROP TABLE users;
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--! 1:1 note INS0313: 002_notes has no down migration
--= 003_tags.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY);
--= 003_tags.down.sql
DROP TABLE tags;
