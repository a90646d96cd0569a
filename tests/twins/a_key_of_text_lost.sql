--= 001_first.sql
CREATE TABLE m(k TEXT NOT NULL PRIMARY KEY, v TEXT);
--= 002_step.sql
--? harmful INS0613
CREATE TABLE m_new(k TEXT NOT NULL, v TEXT);
INSERT INTO m_new(k, v) SELECT k, v FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
--= 002_step.sql
--? harmless
CREATE TABLE m_new(k TEXT NOT NULL, v TEXT, PRIMARY KEY(k));
INSERT INTO m_new(k, v) SELECT k, v FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
