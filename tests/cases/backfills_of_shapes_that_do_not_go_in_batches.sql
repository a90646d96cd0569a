--= 001_t.sql
CREATE TABLE t(k INTEGER PRIMARY KEY, v TEXT, g TEXT AS (upper(v)));
CREATE VIEW w AS SELECT k, v FROM t;
--= 002_later.sql
CREATE TABLE later(id INTEGER PRIMARY KEY);
-- @backfill parameter
UPDATE t SET v = ?1 WHERE v IS NULL;
-- @backfill ignores
UPDATE OR IGNORE t SET v = 'x' WHERE v IS NULL;
-- @backfill generated
UPDATE t SET g = 'x' WHERE g IS NULL;
-- @backfill view
UPDATE w SET v = 'x' WHERE v IS NULL;
-- @backfill empty
-- @backfill three
DELETE FROM t WHERE k = 1; DELETE FROM t WHERE k = 2; DELETE FROM t WHERE k = 3;
--! 3:1 error INS0901: a parameter: it would be taken for a part of the cursor
--! 5:1 error INS0901: UPDATE OR …: rows that are passed over would stay due for ever
--! 7:1 error INS0901: cannot UPDATE generated column "g"
--! 9:1 error INS0901: w is no table whose rows have a key
--! 10:4 error INS0901: no statement below @backfill
--! 11:4 error INS0901: a backfill is one statement, or two that go along one table
