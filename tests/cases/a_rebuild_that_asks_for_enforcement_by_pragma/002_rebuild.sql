PRAGMA foreign_keys = ON;
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, born TEXT);
INSERT INTO users_new(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 1:8 note INS0805: foreign_keys is left out of the step
