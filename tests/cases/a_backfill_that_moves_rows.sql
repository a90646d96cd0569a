--= 001_old.sql
CREATE TABLE old(id INTEGER PRIMARY KEY, v TEXT);
CREATE TABLE new(id INTEGER PRIMARY KEY, v TEXT);
--= 002_move.sql
-- @backfill move table=old
--! 3:1 note INS0310: nothing in the schema tells that this step has run
INSERT INTO new SELECT id, v FROM old AS o WHERE o.v IS NOT NULL
ON CONFLICT(id) DO NOTHING;
DELETE FROM old WHERE v IS NOT NULL;
--! 5:13 error INS0406: DELETE takes 5 of 7 rows of old
