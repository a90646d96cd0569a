--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0502
ALTER TABLE users ADD COLUMN seen TEXT DEFAULT CURRENT_TIMESTAMP;
--= 002_step.sql
--? harmless
ALTER TABLE users ADD COLUMN seen TEXT DEFAULT '';
