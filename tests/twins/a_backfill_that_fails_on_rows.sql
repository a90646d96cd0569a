--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, nick TEXT CHECK (nick <> 'none')) STRICT;
--= 002_step.sql
--? harmful INS0907
CREATE INDEX users_nick ON users(nick);
-- @backfill nick
UPDATE users SET nick = 'none' WHERE nick IS NOT NULL AND nick <> 'none';
--= 002_step.sql
--? harmless
CREATE INDEX users_nick ON users(nick);
-- @backfill nick
UPDATE users SET nick = 'some' WHERE nick IS NULL;
