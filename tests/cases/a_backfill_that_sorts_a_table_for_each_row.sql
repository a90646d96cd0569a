CREATE TABLE teams(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, team TEXT);
CREATE VIEW first_team AS SELECT name FROM teams ORDER BY name LIMIT 1;
-- @backfill teams
UPDATE users SET team = coalesce((SELECT name FROM first_team), 'none') WHERE team IS NULL;
--! 5:1 warning INS0906: each batch reads all of teams
