--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE log(id INTEGER PRIMARY KEY, what TEXT);
--= 002_size.sql
CREATE TRIGGER users_log AFTER UPDATE ON users BEGIN INSERT INTO log(what) VALUES (new.name); END;
ALTER TABLE users RENAME COLUMN name TO nick;
ALTER TABLE users ADD COLUMN size INTEGER DEFAULT (1 + 1);
--! 3:30 error INS0502: Cannot add a column with non-constant default
