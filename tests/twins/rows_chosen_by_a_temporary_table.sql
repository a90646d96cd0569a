--= 001_first.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, v TEXT);
--= 002_step.sql
--? harmful INS0406
CREATE TEMP TABLE ids AS SELECT id FROM t WHERE kind = 'old';
DELETE FROM t WHERE id IN (SELECT id FROM ids);
--= 002_step.sql
--? harmless
CREATE TEMP TABLE ids AS SELECT id FROM t WHERE kind = 'old';
UPDATE t SET v = v WHERE id IN (SELECT id FROM ids);
