--= 001_first.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, v TEXT);
--= 002_step.sql
--? harmful INS0401
CREATE TABLE n(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, v TEXT);
INSERT INTO n SELECT id, kind, v FROM t EXCEPT SELECT id, kind, v FROM t
    WHERE kind = 'zebra';
DROP TABLE t;
--= 002_step.sql
--? harmless
CREATE TABLE n(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, v TEXT);
INSERT INTO n SELECT id, kind, v FROM t EXCEPT SELECT id, kind, v FROM t
    WHERE kind IS NULL;
DROP TABLE t;
