--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0503
ALTER TABLE users ADD COLUMN big TEXT AS (upper(name)) STORED;
--= 002_step.sql
--? harmless
ALTER TABLE users ADD COLUMN big TEXT AS (upper(name)) VIRTUAL;
