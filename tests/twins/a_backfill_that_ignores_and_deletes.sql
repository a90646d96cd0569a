--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0406
CREATE TABLE past(id INTEGER PRIMARY KEY, name TEXT UNIQUE, email TEXT, age INTEGER) STRICT;
-- @backfill past table=users
INSERT OR IGNORE INTO past(id, name, email, age) SELECT id, name, email, age FROM users WHERE age >= 60;
DELETE FROM users WHERE age >= 60;
--= 002_step.sql
--? harmless
CREATE TABLE past(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
-- @backfill past table=users
INSERT INTO past(id, name, email, age) SELECT id, name, email, age FROM users WHERE age >= 60;
DELETE FROM users WHERE age >= 60;
