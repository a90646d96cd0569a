--? INS0403 INS0410
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, nick TEXT AS (lower(name)), phone TEXT);
--= 002_phones.sql
CREATE TABLE phones(user INTEGER PRIMARY KEY, phone TEXT);
INSERT INTO phones SELECT id, phone FROM users;
ALTER TABLE users DROP COLUMN phone;
ALTER TABLE users DROP COLUMN nick;
