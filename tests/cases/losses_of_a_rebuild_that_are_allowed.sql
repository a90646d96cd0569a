--? INS0609
--= 001_users.sql
CREATE TABLE teams(id INTEGER PRIMARY KEY);
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, team INTEGER REFERENCES teams(id));
CREATE INDEX users_team ON users(team);
CREATE VIEW people AS SELECT id, name FROM users;
CREATE TRIGGER people_remove INSTEAD OF DELETE ON people BEGIN DELETE FROM users WHERE id = old.id; END;
--= 002_users.sql
-- @allow INS0609 two may have one name now
-- @allow INS0611 teams are deleted with their members from here on
-- @allow INS0612 nobody deletes through it
DROP VIEW people;
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL, team INTEGER);
INSERT INTO users_new(id, name, team) SELECT id, name, team FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
CREATE INDEX users_team ON users(team);
CREATE VIEW people AS SELECT id, name FROM users;
