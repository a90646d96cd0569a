CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);
CREATE TABLE u(id INTEGER PRIMARY KEY, v TEXT);
CREATE VIEW w AS SELECT * FROM t;
--! 3:25 warning INS0607: SELECT * in view w
-- @backfill one
CREATE TABLE x(a);
--! 6:1 error INS0901: not an UPDATE, DELETE or INSERT
-- @backfill two
UPDATE t SET v = u.v FROM u WHERE u.id = t.id;
--! 9:1 error INS0901: UPDATE … FROM does not go in batches; use a subquery
-- @backfill three
INSERT INTO u SELECT id, v FROM t WHERE v IS NULL;
--! 12:1 error INS0901: an INSERT has to say along which table it goes
-- @backfill four
DELETE FROM t WHERE v IS NULL RETURNING id;
--! 15:1 error INS0901: RETURNING: nobody reads what a backfill returns
-- @backfill five table=u
DELETE FROM t WHERE v IS NULL;
--! 18:1 error INS0901: goes along t, not along u
-- @backfill six
--! 20:4 error INS0901: no statement below @backfill
-- @backfill seven
DELETE FROM w WHERE v IS NULL;
--! 23:1 error INS0901: w is no table whose rows have a key
-- @index
CREATE TABLE y(a);
--! 26:1 error INS0901: not a CREATE INDEX
