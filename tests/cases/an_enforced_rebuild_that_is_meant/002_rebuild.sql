-- @destructive notes: everybody starts anew
-- @foreign_keys on
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, born TEXT);
INSERT INTO users_new(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 5:12 note INS0415: DROP TABLE with foreign keys on empties notes
