--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_age.sql
ALTER TABLE users ADD COLUMN age INTEGER DEFAULT 0 CHECK (age > 0);
--! 1:30 error INS0505: CHECK constraint failed
