--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0501
ALTER TABLE users ADD COLUMN nick TEXT NOT NULL;
--= 002_step.sql
--? harmless
ALTER TABLE users ADD COLUMN nick TEXT NOT NULL DEFAULT '';
