--= 001_first.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, v TEXT);
--= 002_step.sql
--? harmful INS0423
ALTER TABLE t RENAME COLUMN kind TO sort;
UPDATE t SET v = NULL WHERE sort = 'zebra';
--= 002_step.sql
--? harmless
ALTER TABLE t RENAME COLUMN kind TO sort;
UPDATE t SET v = v WHERE sort = 'zebra';
