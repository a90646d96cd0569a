--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_low.sql
ALTER TABLE users ADD COLUMN low TEXT GENERATED ALWAYS AS (lower(name)) STORED;
--! 1:30 error INS0503: cannot add a STORED column
