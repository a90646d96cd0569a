--= 001_first.sql
CREATE TABLE m(id INTEGER PRIMARY KEY, mail TEXT NOT NULL);
--= 002_step.sql
--? harmful INS0613
ALTER TABLE m RENAME COLUMN mail TO email;
CREATE TABLE m_new(id INTEGER PRIMARY KEY, email TEXT);
INSERT INTO m_new(id, email) SELECT id, email FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
--= 002_step.sql
--? harmless
ALTER TABLE m RENAME COLUMN mail TO email;
CREATE TABLE m_new(id INTEGER PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO m_new(id, email) SELECT id, email FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
