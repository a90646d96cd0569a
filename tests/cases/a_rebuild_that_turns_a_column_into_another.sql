--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, admin INTEGER NOT NULL);
--= 002_role.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, role TEXT NOT NULL);
INSERT INTO users_new(id, role) SELECT id, CASE WHEN admin THEN 'admin' ELSE 'user' END FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
