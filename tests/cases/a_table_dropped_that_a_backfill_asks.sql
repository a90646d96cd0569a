--= 001_t.sql
CREATE TABLE teams(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE t(id INTEGER PRIMARY KEY, team INTEGER, v TEXT);
--= 002_v.sql
-- @backfill v
UPDATE t SET v = coalesce((SELECT name FROM teams WHERE teams.id = t.team), '') WHERE v IS NULL;
--! 2:1 note INS0310: nothing in the schema tells that this step has run
--= 003_between.sql
CREATE TABLE between_them(id INTEGER PRIMARY KEY);
--= 004_teams.sql
-- @destructive teams: their names are in t
DROP TABLE teams;
--! 2:1 error INS0908: backfill v of 002_v.sql:2 cannot be run any more after this step
--! 2:12 note INS0401: the rows of teams are kept nowhere else
