CREATE TABLE t(a TEXT);
CREATE VIEW v AS SELECT rank_of(a, 1) FROM t;
--! 2:25 error INS0814: view v does not compile
