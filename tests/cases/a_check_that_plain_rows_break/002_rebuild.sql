CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (length(name) > 200));
INSERT INTO users_new(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:1 error INS0505: CHECK constraint failed: length(name) > 200
