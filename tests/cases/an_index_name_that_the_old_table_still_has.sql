--= 001_t.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT);
CREATE INDEX t_a ON t(a);
--= 002_t.sql
ALTER TABLE t RENAME TO t_old;
CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT);
CREATE INDEX IF NOT EXISTS t_a ON t(a);
INSERT INTO t(id, a) SELECT id, a FROM t_old;
DROP TABLE t_old;
--! 2:14 warning INS0610: t is built anew without its index t_a
--! 3:28 warning INS0608: t_a is there already, as an index of t_old; nothing happens
--= 003_t.sql
CREATE INDEX IF NOT EXISTS t_a ON t(a);
--= 004_t.sql
ALTER TABLE t RENAME TO t_old;
CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT);
-- @destructive t.b: nobody reads it
INSERT INTO t(id, a) SELECT id, a FROM t_old;
DROP TABLE t_old;
CREATE INDEX IF NOT EXISTS t_a ON t(a);
--! 4:13 note INS0402: the new t leaves out the column b
