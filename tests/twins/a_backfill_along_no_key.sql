--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0901
CREATE TABLE marks(word TEXT) STRICT;
-- @backfill marks
INSERT INTO marks(word) SELECT name FROM users WHERE name IS NOT NULL;
--= 002_step.sql
--? harmless
CREATE TABLE marks(id INTEGER PRIMARY KEY, word TEXT) STRICT;
-- @backfill marks table=users
INSERT INTO marks(id, word) SELECT id, name FROM users WHERE id NOT IN (SELECT id FROM marks);
