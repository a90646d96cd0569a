--? INS0302 INS0304
-- @fingerprint table Users(NAME, id), column users.name text, index "users_name" on USERS(name),
--     rows (SELECT 1 FROM users WHERE id = 1)
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE INDEX users_name ON users(name);
INSERT INTO users VALUES (1, 'root');
