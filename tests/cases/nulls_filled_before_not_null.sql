--? INS0506 INS0505
--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, age INTEGER);
--= 002_rebuild.sql
UPDATE users SET age = 0 WHERE age IS NULL OR age < 0;
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER NOT NULL CHECK (age >= 0));
INSERT INTO users_new(id, name, age) SELECT id, coalesce(name, ''), age FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 1:8 note INS0411: users.age is set by name
--! 3:13 note INS0411: the copy fills users.name from something else
