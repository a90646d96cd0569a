--= 001_first.sql
CREATE TABLE teams(id INTEGER PRIMARY KEY, code TEXT, name TEXT) STRICT;
CREATE TABLE users(id INTEGER PRIMARY KEY, code TEXT, team TEXT) STRICT;
--= 002_step.sql
--? harmful INS0906
CREATE INDEX users_code ON users(code);
-- @backfill teams
UPDATE users SET team = coalesce((SELECT name FROM teams WHERE teams.code = users.code), 'none') WHERE team IS NULL;
--= 002_step.sql
--? harmless
CREATE INDEX teams_code ON teams(code);
-- @backfill teams
UPDATE users SET team = coalesce((SELECT name FROM teams WHERE teams.code = users.code), 'none') WHERE team IS NULL;
