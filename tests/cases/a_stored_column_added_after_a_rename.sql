--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_low.sql
ALTER TABLE users RENAME TO people;
ALTER TABLE people RENAME COLUMN name TO nick;
ALTER TABLE people ADD COLUMN low TEXT AS (lower(nick)) STORED;
--! 3:31 error INS0503: cannot add a STORED column
