--= 001_first.sql
CREATE TABLE m(id INTEGER PRIMARY KEY, a TEXT) STRICT;
--= 002_step.sql
--? harmful INS0610
CREATE TABLE m_new(id INTEGER PRIMARY KEY, a TEXT);
INSERT INTO m_new(id, a) SELECT id, a FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
--= 002_step.sql
--? harmless
CREATE TABLE m_new(id INTEGER PRIMARY KEY, a TEXT) strict;
INSERT INTO m_new(id, a) SELECT id, a FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
