--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_made.sql
ALTER TABLE users ADD COLUMN made TEXT DEFAULT CURRENT_TIMESTAMP;
--! 1:30 error INS0502: Cannot add a column with non-constant default
