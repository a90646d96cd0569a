--? INS0407
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE phones(user INTEGER PRIMARY KEY, phone TEXT);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, phone TEXT);
INSERT INTO users_new SELECT u.id, u.name, p.phone FROM users u LEFT JOIN phones p ON p.user = u.id + 100;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
