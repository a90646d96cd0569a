--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_name.sql
-- @requires rows (SELECT count(*) = 0 FROM users WHERE name IS NULL)
--! 1:14 error INS0309: rows (…) gives a row whatever the tables hold
ALTER TABLE users ADD COLUMN nick TEXT;
--= 003_born.sql
-- @requires rows (SELECT NOT EXISTS (SELECT 1 FROM users WHERE name = 'none'))
--! 1:14 error INS0309: rows (…) gives a row whatever the tables hold
ALTER TABLE users ADD COLUMN born TEXT;
--= 004_age.sql
-- @requires rows (SELECT coalesce(sum(id), 0) >= 0 FROM users WHERE name IS NULL)
--! 1:14 error INS0309: rows (…) gives a row whatever the tables hold
ALTER TABLE users ADD COLUMN age INTEGER;
