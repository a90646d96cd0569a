--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT) STRICT;
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id) ON DELETE CASCADE, text TEXT) STRICT;
CREATE INDEX notes_user ON notes(user);
--= 002_step.sql
--? harmful INS0415
-- @foreign_keys on
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, born TEXT) STRICT;
INSERT INTO users_new(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--= 002_step.sql
--? harmless
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, born TEXT) STRICT;
INSERT INTO users_new(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
