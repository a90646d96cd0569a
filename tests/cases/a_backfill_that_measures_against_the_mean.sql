--= 001_scores.sql
CREATE TABLE scores(id INTEGER PRIMARY KEY, points INTEGER NOT NULL, state TEXT);
--= 002_relative.sql
-- @backfill relative
UPDATE scores SET points = points - (SELECT min(points) FROM scores), state = 'relative' WHERE state IS NOT 'relative';
--! 2:1 error INS0905: in batches of 1 row scores gets other rows than by the single statement
--! 2:8 warning INS0423: different values of scores.points, scores.state become the same
--! 2:1 note INS0310: nothing in the schema tells that this step has run
