CREATE TABLE users_new(id INTEGER PRIMARY KEY, email TEXT UNIQUE);
INSERT OR IGNORE INTO users_new(id, email) SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:23 error INS0407: the copy leaves out 2 of 5 rows of users
