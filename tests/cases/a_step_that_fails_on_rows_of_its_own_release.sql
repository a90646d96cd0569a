--= 001_a.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, n TEXT);
--= 002_b.sql
CREATE TABLE log(id INTEGER PRIMARY KEY, a TEXT);
--= 003_c.sql
UPDATE t SET n = 'none' WHERE n IS NULL;
--! 1:8 note INS0411: t.n is set by name
--! 1:8 warning INS0811: changes rows of t, which may be many; move to a backfill
CREATE UNIQUE INDEX log_a ON log(a);
--! 4:34 note INS0507: UNIQUE constraint failed: log.a
--= 004_d.sql
CREATE TABLE log2(id INTEGER PRIMARY KEY, b TEXT NOT NULL);
INSERT INTO log2(id, b) SELECT id, a FROM log;
--! 2:22 note INS0506: NOT NULL constraint failed: log2.b
--= instar.lock
# instar.lock: released steps, which never change. Written by instar lock; keep it in version control.
001_a 33350b461d8b53b5e6aa58a6ed7f544253be898bc2a75ceb3fb605f451370ea0
last 001_a
