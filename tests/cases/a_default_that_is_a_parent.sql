--? INS0504 INS0509
--= 001_users.sql
CREATE TABLE teams(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_team.sql
INSERT INTO teams(id, name) VALUES (1, 'all');
ALTER TABLE users ADD COLUMN team INTEGER DEFAULT 1 REFERENCES teams(id);
ALTER TABLE users ADD COLUMN other INTEGER REFERENCES teams(id);
ALTER TABLE users ADD COLUMN third INTEGER DEFAULT NULL REFERENCES teams(id);
CREATE INDEX users_team ON users(team);
CREATE INDEX users_other ON users(other);
CREATE INDEX users_third ON users(third);
--! 1:19 warning INS0507: UNIQUE constraint failed: teams.id
