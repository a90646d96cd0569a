DROP INDEX main.i;
DROP VIEW main.v;
CREATE TABLE main.t AS SELECT * FROM main.u;
