--? INS0411
--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_same.sql
-- @fingerprint column users.nick
UPDATE users SET name = name;
ALTER TABLE users ADD COLUMN nick TEXT;
UPDATE users SET nick = lower(name);
