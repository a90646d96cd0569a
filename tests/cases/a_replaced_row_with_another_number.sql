--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT);
INSERT INTO users(id, name, note) VALUES (1, 'root', 'the first');
--= 002_unique.sql
CREATE UNIQUE INDEX users_name ON users(name);
--! 1:41 warning INS0507: UNIQUE constraint failed: users.name
--= 003_root.sql
ALTER TABLE users RENAME TO people;
REPLACE INTO people(name) VALUES ('root');
--! 2:14 error INS0416: REPLACE takes 1 of 5 rows of users
