--= 001_t.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, n TEXT NOT NULL);
--! 1:1 note INS0313: 001_t has no down migration
--= 002_fails.sql
-- the program does it all
--! 1:1 note INS0108: no statement
--= 002_fails.down.sql
DROP TABLE nowhere;
--! 1:12 error INS0306: no such table: nowhere
--= 003_takes.sql
-- the program does it all
--! 1:1 note INS0108: no statement
--= 003_takes.down.sql
DELETE FROM t WHERE n LIKE 'a%';
--! 1:13 error INS0311: DELETE takes 1 of 5 rows of t
--= 004_drops.sql
-- the program does it all
--! 1:1 note INS0108: no statement
--= 004_drops.down.sql
DROP TABLE t;
--! 1:1 error INS0305: down does not bring back table t
--= 005_does_not.sql
-- the program does it all
--! 1:1 note INS0108: no statement
--= 005_does_not.down.sql
UPDATE t SET n = n WHERE id = 0;
