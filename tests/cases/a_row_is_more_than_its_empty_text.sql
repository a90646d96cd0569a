--= 001_a.sql
-- @release 1.0
CREATE TABLE source(id INTEGER PRIMARY KEY, v TEXT NOT NULL);
--= 002_b.sql
-- @release 1.1
CREATE TABLE kept(id INTEGER PRIMARY KEY, v TEXT NOT NULL);
INSERT INTO kept(id, v) SELECT id, v FROM source WHERE length(v) > 0;
--= 003_c.sql
-- @release 1.1
DROP TABLE source;
--! 2:12 error INS0401: 1 of 7 rows of source are kept nowhere else
