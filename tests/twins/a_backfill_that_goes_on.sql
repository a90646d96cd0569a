--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0903
ALTER TABLE users ADD COLUMN n INTEGER NOT NULL DEFAULT 0;
-- @backfill n
UPDATE users SET n = n + 1 WHERE n >= 0;
--= 002_step.sql
--? harmless
ALTER TABLE users ADD COLUMN n INTEGER NOT NULL DEFAULT 0;
-- @backfill n
UPDATE users SET n = n + 1 WHERE n = 0;
