-- @foreign_keys on
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, born TEXT);
INSERT INTO users_new(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 5:1 error INS0509: FOREIGN KEY constraint failed
