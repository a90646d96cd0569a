DROP TRIGGER users_lower;
-- @rebuild users email = mail
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT);
CREATE INDEX users_mail ON users(email);
CREATE TRIGGER users_mailed AFTER UPDATE OF email ON users BEGIN SELECT 1; END;
