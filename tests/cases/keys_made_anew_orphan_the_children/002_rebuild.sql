CREATE TABLE users_new(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL);
INSERT INTO users_new(name) SELECT name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 error INS0409: the copy leaves out users.id
--! 3:12 error INS0509: rows of notes lose their parent in users
