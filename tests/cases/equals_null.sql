CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT DEFAULT NULL, c TEXT, CHECK (c <> NULL));
CREATE TABLE log(a INTEGER);
CREATE VIEW v AS SELECT a FROM t WHERE b = NULL;
CREATE TRIGGER g AFTER UPDATE ON t WHEN new.b != null BEGIN
	UPDATE t SET b = NULL, c = NULL WHERE a = new.a AND c == NULL;
	INSERT INTO log VALUES (new.a);
END;
CREATE TRIGGER h AFTER INSERT ON t BEGIN
	UPDATE t SET (b, c) = (NULL, NULL) WHERE a = new.a AND c IS NULL;
	INSERT INTO log VALUES (new.a) ON CONFLICT DO UPDATE SET a = NULL WHERE a IS NOT NULL;
END;
CREATE VIEW w AS SELECT a FROM t WHERE b = 'x = NULL' OR b IS NOT NULL OR ifnull(b, NULL) = '';
--! 1:77 warning INS0714: a comparison with NULL is never true
--! 3:42 warning INS0714: a comparison with NULL is never true
--! 4:47 warning INS0714: a comparison with NULL is never true
--! 5:56 warning INS0714: a comparison with NULL is never true
