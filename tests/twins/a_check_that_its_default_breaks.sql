--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0505
ALTER TABLE users ADD COLUMN size INTEGER DEFAULT 0 CHECK (size > 0);
--= 002_step.sql
--? harmless
ALTER TABLE users ADD COLUMN size INTEGER DEFAULT 1 CHECK (size > 0);
