--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0410
ALTER TABLE users DROP COLUMN age;
ALTER TABLE users ADD COLUMN age TEXT;
--= 002_step.sql
--? harmless
ALTER TABLE users ADD COLUMN years TEXT;
UPDATE users SET years = CAST(age AS TEXT);
