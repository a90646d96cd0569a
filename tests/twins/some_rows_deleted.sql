--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0406
DELETE FROM users WHERE name IS NOT NULL;
--= 002_step.sql
--? harmless
-- @destructive users: nameless ones stay
DELETE FROM users WHERE name IS NOT NULL;
