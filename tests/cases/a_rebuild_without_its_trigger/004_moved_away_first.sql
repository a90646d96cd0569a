ALTER TABLE t RENAME TO o;
CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c TEXT, d TEXT);
INSERT INTO t(a, b, c, d) SELECT a, b, c, d FROM o;
DROP TABLE o;
CREATE INDEX j ON t(c, b);
CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END;
--! 2:14 error INS0609: t is built anew without its unique index i
