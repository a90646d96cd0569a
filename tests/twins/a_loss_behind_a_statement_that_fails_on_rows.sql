--= 001_first.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, v TEXT);
--= 002_step.sql
--? harmful INS0423
CREATE UNIQUE INDEX t_a ON t(a);
UPDATE t SET v = NULL WHERE a = 'zebra';
--= 002_step.sql
--? harmless
CREATE UNIQUE INDEX t_a ON t(a);
UPDATE t SET v = v WHERE a = 'zebra';
