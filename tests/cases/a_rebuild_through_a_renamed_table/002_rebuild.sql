ALTER TABLE users RENAME TO users_old;
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT NOT NULL DEFAULT '');
INSERT INTO users(id, name) SELECT id, name FROM users_old;
DROP TABLE users_old;
--! 3:13 error INS0409: the copy leaves out users.email
