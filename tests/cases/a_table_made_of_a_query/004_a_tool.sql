CREATE TABLE tool AS SELECT id, name FROM users;
CREATE TEMP TABLE passing AS SELECT id FROM tool;
DROP TABLE passing;
DROP TABLE tool;
CREATE INDEX users_name ON users(name);
