--? INS0609 INS0610
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE DEFAULT 'a', age INTEGER) STRICT;
CREATE UNIQUE INDEX users_name ON users(name);
CREATE INDEX users_age ON users(age);
CREATE TRIGGER users_no AFTER DELETE ON users BEGIN SELECT raise(ABORT, 'no') WHERE old.id = -1; END;
--= 002_rebuild.sql
DROP TRIGGER users_no;
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT COLLATE nocase DEFAULT 'a', age INTEGER, nick TEXT) STRICT;
INSERT INTO users_new(id, name, age) SELECT id, name, age FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
CREATE UNIQUE INDEX users_name ON users(name);
CREATE INDEX users_age ON users(age);
CREATE TRIGGER users_no AFTER DELETE ON users BEGIN SELECT raise(ABORT, 'never') WHERE old.id = -1; END;
