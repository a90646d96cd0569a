--= 001_t.sql
-- @allow INS0906 this is about the step, not about its backfill
CREATE TABLE teams(id INTEGER PRIMARY KEY, code TEXT, name TEXT);
CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT, team TEXT);
--! 1:4 warning INS0114: @allow INS0906 silences nothing
--= backfills/
--= backfills/001_teams.sql
-- @allow INS0903 it ends some day
-- @backfill teams
UPDATE t SET team = coalesce((SELECT name FROM teams WHERE teams.code = t.code), 'none') WHERE team IS NULL;
--= expected
backfills/001_teams.sql:1:4 warning INS0114: @allow INS0903 silences nothing
backfills/001_teams.sql:3:1 warning INS0906: each batch reads all of teams
