--? INS0906
--= 001_t.sql
CREATE TABLE teams(id INTEGER PRIMARY KEY, code TEXT, name TEXT);
CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT, team TEXT);
--= backfills/
--= backfills/001_teams.sql
-- @allow INS0906 there are nine teams
UPDATE t SET team = coalesce((SELECT name FROM teams WHERE teams.code = t.code), 'none') WHERE team IS NULL;
