--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, nick TEXT DEFAULT 'a, (b)', name TEXT, CHECK (name <> nick));
--= 002_drop.sql
-- @destructive users.nick: nobody saw it
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO users_new SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
-- @down
CREATE TABLE users_old(id INTEGER PRIMARY KEY, name TEXT, nick TEXT DEFAULT 'a, (b)', CHECK (name <> nick));
INSERT INTO users_old(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_old RENAME TO users;
--! 2:14 warning INS0613: users is built anew without its CHECK (name <> nick)
--! 3:13 note INS0402: the new users leaves out the column nick
--! 7:1 warning INS0305: down leaves the columns of users in another order
