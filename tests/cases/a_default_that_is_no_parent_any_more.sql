--= 001_users.sql
CREATE TABLE teams(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO teams(id, name) VALUES (1, 'all');
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_team.sql
DELETE FROM teams WHERE id = 1;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:13 error INS0406: DELETE takes 1 of 5 rows of teams
--= 003_team.sql
ALTER TABLE users ADD COLUMN team INTEGER NOT NULL DEFAULT 1
	CONSTRAINT users_in_a_team REFERENCES "Teams"(id);
CREATE INDEX users_team ON users(team);
--! 2:40 error INS0504: the default of users.team is the key of no row in Teams
