--= 001_first.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, g TEXT, v TEXT NOT NULL);
--= 002_step.sql
--? harmful INS0406
DELETE FROM t WHERE id NOT IN (SELECT max(id) FROM t GROUP BY g);
--= 002_step.sql
--? harmless
DELETE FROM t WHERE id NOT IN (SELECT id FROM t);
