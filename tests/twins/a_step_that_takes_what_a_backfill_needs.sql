--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
ALTER TABLE users ADD COLUMN nick TEXT;
-- @backfill nick
UPDATE users SET nick = lower(id) WHERE nick IS NULL;
--= 002_step.sql
--? harmful INS0908
ALTER TABLE users RENAME COLUMN nick TO called;
--= 002_step.sql
--? harmless
-- @requires backfill nick
ALTER TABLE users RENAME COLUMN nick TO called;
