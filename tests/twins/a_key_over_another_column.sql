--= 001_first.sql
CREATE TABLE m(a INTEGER NOT NULL, b INTEGER NOT NULL, v TEXT, PRIMARY KEY(a, b));
--= 002_step.sql
--? harmful INS0613
CREATE TABLE m_new(a INTEGER NOT NULL, b INTEGER NOT NULL, v TEXT, PRIMARY KEY(a, v));
INSERT INTO m_new(a, b, v) SELECT a, b, v FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
--= 002_step.sql
--? harmless
CREATE TABLE m_new("a" INTEGER NOT NULL, "b" INTEGER NOT NULL, v TEXT, PRIMARY KEY("a", "b"));
INSERT INTO m_new(a, b, v) SELECT a, b, v FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
