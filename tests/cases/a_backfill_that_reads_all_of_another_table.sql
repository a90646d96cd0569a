CREATE TABLE teams(id INTEGER PRIMARY KEY, code TEXT, name TEXT);
CREATE TABLE users(id INTEGER PRIMARY KEY, code TEXT, team TEXT);
-- @backfill teams
UPDATE users SET team = coalesce((SELECT name FROM teams WHERE teams.code = users.code), 'none') WHERE team IS NULL;
--! 4:1 warning INS0906: each batch reads all of teams
