CREATE TABLE t(a TEXT, b TEXT AS (a));
CREATE TABLE s(a TEXT) STRICT;
--! 2:24 error INS0815: STRICT needs SQLite 3.37.0; the target is 3.31.0
CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET a = iif(a, 1, 2); END;
--! 4:59 error INS0815: iif() needs SQLite 3.32.0; the target is 3.31.0
