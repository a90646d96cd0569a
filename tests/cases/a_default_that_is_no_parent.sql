--= 001_users.sql
CREATE TABLE teams(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_team.sql
ALTER TABLE users ADD COLUMN team INTEGER DEFAULT 1 REFERENCES teams(id);
CREATE INDEX users_team ON users(team);
--! 1:64 error INS0504: the default of users.team is the key of no row in teams
