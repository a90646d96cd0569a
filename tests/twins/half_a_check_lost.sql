--= 001_first.sql
CREATE TABLE m(id INTEGER PRIMARY KEY, n INTEGER NOT NULL, CHECK (n > 0 AND n < 10));
--= 002_step.sql
--? harmful INS0613
CREATE TABLE m_new(id INTEGER PRIMARY KEY, n INTEGER NOT NULL, CHECK (n > 0));
INSERT INTO m_new(id, n) SELECT id, n FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
--= 002_step.sql
--? harmless
CREATE TABLE m_new(id INTEGER PRIMARY KEY, n INTEGER NOT NULL, CHECK (((n > 0) and (n < 10))));
INSERT INTO m_new(id, n) SELECT id, n FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
