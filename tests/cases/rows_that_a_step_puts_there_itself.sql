--? INS0811
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_roles.sql
CREATE TABLE roles(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO roles VALUES (1, 'root'), (2, 'user');
UPDATE roles SET name = 'admin' WHERE id = 1;
CREATE TRIGGER users_name AFTER INSERT ON users BEGIN UPDATE users SET name = 'a' WHERE id = new.id; END;
