-- migrations/shop/003_names.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL, nick TEXT);
INSERT INTO users_new SELECT id, name, nick FROM users WHERE name IS NOT NULL;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
