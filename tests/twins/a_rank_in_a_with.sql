--= 001_first.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, v TEXT);
--= 002_step.sql
--? harmful INS0423
WITH r AS (SELECT id, row_number() OVER (PARTITION BY kind ORDER BY id DESC) AS n
    FROM t)
UPDATE t SET v = NULL WHERE id IN (SELECT id FROM r WHERE n > 1);
--= 002_step.sql
--? harmless
WITH r AS (SELECT id, row_number() OVER (PARTITION BY kind ORDER BY id DESC) AS n
    FROM t)
UPDATE t SET v = v WHERE id IN (SELECT id FROM r WHERE n > 1);
