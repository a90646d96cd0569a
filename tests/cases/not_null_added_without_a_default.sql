--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_email.sql
ALTER TABLE users ADD COLUMN email TEXT NOT NULL;
--! 1:30 error INS0501: Cannot add a NOT NULL column with default value NULL
