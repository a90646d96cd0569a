--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, lot INTEGER);
INSERT INTO users_new(id, name, lot) SELECT id, name, abs(random() % 10) FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:59 warning INS0818: random() differs from database to database
