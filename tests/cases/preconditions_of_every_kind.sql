--? INS0308 INS0309
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TRIGGER users_kept BEFORE DELETE ON users BEGIN SELECT raise(ABORT, 'kept'); END;
INSERT INTO users VALUES (1, 'root');
--= 002_notes.sql
-- @requires column users.name TEXT, not column users.email, trigger users_kept on users,
--     rows (SELECT 1 FROM users WHERE name = 'root' ORDER BY abs(id) LIMIT 1)
CREATE TABLE notes(id INTEGER PRIMARY KEY);
