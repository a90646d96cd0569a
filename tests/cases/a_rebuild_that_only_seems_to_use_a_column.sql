--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, phone TEXT NOT NULL, date TEXT NOT NULL, name TEXT NOT NULL);
--= 002_alias.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, mail TEXT, date TEXT NOT NULL, name TEXT NOT NULL);
INSERT INTO users_new(id, mail, date, name) SELECT id, NULL AS phone, date, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 error INS0402: the new users leaves out the column phone
--= 003_function.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, mail TEXT, since TEXT, name TEXT NOT NULL);
INSERT INTO users_new(id, mail, since, name) SELECT id, mail, date(0), name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 error INS0402: the new users leaves out the column date
--= 004_table.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, mail TEXT, since TEXT);
INSERT INTO users_new(id, mail, since) SELECT name.id, name.mail, name.since FROM users AS name;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 error INS0402: the new users leaves out the column name
