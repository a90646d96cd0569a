-- @function unhex(1)
CREATE TABLE t(a TEXT, "strict" TEXT, format TEXT) STRICT;
INSERT INTO t(a) VALUES ('unhex(1) -> x');
CREATE VIEW v AS SELECT unhex(a) AS a FROM t;
