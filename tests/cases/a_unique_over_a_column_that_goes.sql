--= 001_s1.sql
CREATE TABLE m(id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, UNIQUE(a, b));
--= 002_s2.sql
-- @destructive m.b: nobody reads it
CREATE TABLE m_new(id INTEGER PRIMARY KEY, a TEXT NOT NULL);
INSERT INTO m_new(id, a) SELECT id, a FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
--! 2:14 warning INS0613: m is built anew without its UNIQUE (a, b)
--! 3:13 note INS0402: the new m leaves out the column b
