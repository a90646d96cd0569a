CREATE TABLE t(a INTEGER PRIMARY KEY, "limit" INTEGER);
INSERT INTO t(a) VALUES (1), (2);
UPDATE t SET "limit" = 3 WHERE a = 1 LIMIT 1;
WITH n(x) AS (SELECT 1) DELETE FROM t WHERE a IN (SELECT x FROM n) ORDER BY a LIMIT 1;
UPDATE t SET "limit" = 4 WHERE a IN (SELECT a FROM t WHERE a = 2 LIMIT 1);
--! 3:38 error INS0820: many builds of SQLite do not have LIMIT here
--! 4:79 error INS0820: many builds of SQLite do not have LIMIT here
