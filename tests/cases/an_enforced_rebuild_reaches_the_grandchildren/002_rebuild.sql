-- @foreign_keys on
PRAGMA defer_foreign_keys = ON;
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, born TEXT);
INSERT INTO users_new(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:8 note INS0805: defer_foreign_keys is left out of the step
--! 5:12 error INS0415: DROP TABLE with foreign keys on empties notes
--! 5:12 error INS0415: DROP TABLE with foreign keys on empties tags
