--= 001_first.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, v TEXT);
--= 002_step.sql
--? harmful INS0407
ALTER TABLE t RENAME TO t_old;
CREATE TABLE t(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, v TEXT);
INSERT INTO t(id, kind, v) SELECT id, kind, v FROM t_old WHERE kind <> 'obsolete';
DROP TABLE t_old;
--= 002_step.sql
--? harmless
ALTER TABLE t RENAME TO t_old;
CREATE TABLE t(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, v TEXT);
INSERT INTO t(id, kind, v) SELECT id, kind, v FROM t_old WHERE kind IS NOT NULL;
DROP TABLE t_old;
