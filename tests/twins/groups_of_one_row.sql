--= 001_first.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, v TEXT);
--= 002_step.sql
--? harmful INS0401
CREATE TABLE n(kind TEXT PRIMARY KEY NOT NULL, vs TEXT);
INSERT INTO n SELECT kind, json_group_array(json_array(id, v)) FROM t GROUP BY kind
    HAVING count(*) > 1;
DROP TABLE t;
--= 002_step.sql
--? harmless
CREATE TABLE n(kind TEXT PRIMARY KEY NOT NULL, vs TEXT);
INSERT INTO n SELECT kind, json_group_array(json_array(id, v)) FROM t GROUP BY kind
    HAVING count(*) > 0;
DROP TABLE t;
