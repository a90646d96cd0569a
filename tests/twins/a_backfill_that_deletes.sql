--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0406
ALTER TABLE users ADD COLUMN born TEXT;
-- @backfill old
DELETE FROM users WHERE age > 60;
--= 002_step.sql
--? harmless
ALTER TABLE users ADD COLUMN born TEXT;
-- @backfill old
-- @destructive users: nobody over 60 is asked
DELETE FROM users WHERE age > 60;
