--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '' CHECK (name <> '-'), nick TEXT);
CREATE UNIQUE INDEX users_nick ON users(nick);
--= 002_users.sql
ALTER TABLE users ADD COLUMN name_2 TEXT DEFAULT 'nobody';
UPDATE users SET name_2 = name;
ALTER TABLE users DROP COLUMN name;
ALTER TABLE users RENAME COLUMN name_2 TO name;
--! 4:43 warning INS0613: users is left without its NOT NULL of name
--! 4:43 warning INS0613: users is left without its CHECK (name <> '-')
--! 4:43 note INS0614: users is left with another DEFAULT of name: 'nobody', it was ''
--= 003_users.sql
ALTER TABLE users RENAME COLUMN nick TO nick_old;
ALTER TABLE users ADD COLUMN nick TEXT;
--! 2:30 error INS0609: users is left with unique index users_nick on (nick_old), it was on (nick)
