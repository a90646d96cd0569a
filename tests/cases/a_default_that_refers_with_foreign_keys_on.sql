--= 001_users.sql
CREATE TABLE teams(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO teams(id, name) VALUES (1, 'all');
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_team.sql
-- @foreign_keys on
ALTER TABLE users ADD COLUMN team INTEGER DEFAULT 1 REFERENCES teams(id);
CREATE INDEX users_team ON users(team);
--! 2:30 error INS0504: Cannot add a REFERENCES column with non-NULL default value
