--= 001_s1.sql
CREATE TABLE m(id INTEGER PRIMARY KEY, k TEXT CHECK (k IN ('a','b')));
--= 002_s2.sql
CREATE TABLE m_new(id INTEGER PRIMARY KEY, k TEXT CHECK (k IS NULL OR k IN ('a','b','c')));
INSERT INTO m_new(id, k) SELECT id, k FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
--! 1:14 note INS0614: m is built anew with another CHECK: k IS NULL OR k IN ('a', 'b', 'c'), it was k IN ('a', 'b')
