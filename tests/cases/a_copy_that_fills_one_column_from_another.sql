--? INS0408
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, nick TEXT, email TEXT);
--= 002_rebuild.sql
-- @rebuild users name = nick, nick = name
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, nick TEXT, email TEXT, age INTEGER);
--! 2:44 note INS0411: the copy fills users.name, users.nick from something else
--= 003_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, nick TEXT, email TEXT, age INTEGER, born TEXT);
INSERT INTO users_new(id, name, nick, email, age) SELECT id, name, name, email, age FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 error INS0422: the copy fills users.nick from something else, and its values are kept nowhere
