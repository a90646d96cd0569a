--? INS0308 INS0309
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_name.sql
-- @requires rows (SELECT 1 WHERE (SELECT count(*) FROM users WHERE name = 'none') = 0),
--     rows (SELECT count(*) FROM users GROUP BY name UNION SELECT 1),
--     rows (SELECT count(*) FROM users HAVING count(*) >= 0)
ALTER TABLE users ADD COLUMN nick TEXT;
