--= 001_first.sql
CREATE TABLE m(id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT);
--= 002_step.sql
--? harmful INS0613
CREATE TABLE m_new(id INTEGER PRIMARY KEY, a TEXT, b TEXT);
INSERT INTO m_new(id, a, b) SELECT id, a, b FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
--= 002_step.sql
--? harmless
CREATE TABLE m_new(id INTEGER PRIMARY KEY, a TEXT not null, b TEXT NULL);
INSERT INTO m_new(id, a, b) SELECT id, a, b FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
