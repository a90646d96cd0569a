--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, zip TEXT, phone TEXT NOT NULL);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, zip INTEGER, phone DECIMAL(20) NOT NULL);
INSERT INTO users_new(id, zip, phone) SELECT id, zip, phone FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 warning INS0412: the values of users.zip, users.phone are stored as other types
--= 003_rebuild.sql
ALTER TABLE users RENAME TO people;
--= 004_rebuild.sql
-- @rebuild people
CREATE TABLE people(id INTEGER PRIMARY KEY, zip TEXT, phone TEXT NOT NULL);
--! 2:45 warning INS0412: the values of people.zip, people.phone are stored as other types
