-- migrations/shop/002_names.sql
-- @foreign_keys on
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO users_new SELECT id, name FROM users WHERE name IS NOT NULL;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
