--? INS0613
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '' CHECK (name <> '-'), nick TEXT, gone TEXT CHECK (gone <> ''));
CREATE UNIQUE INDEX users_nick ON users(nick);
--= 002_users.sql
-- @destructive users.gone: nobody reads it
ALTER TABLE users ADD COLUMN name_2 TEXT NOT NULL DEFAULT ('') CHECK ("name_2" <> '-');
UPDATE users SET name_2 = name;
ALTER TABLE users DROP COLUMN name;
ALTER TABLE users RENAME COLUMN name_2 TO name;
ALTER TABLE users DROP COLUMN gone;
--! 6:31 note INS0403: the values of users.gone are kept nowhere else
--= 003_users.sql
ALTER TABLE users RENAME COLUMN nick TO handle;
