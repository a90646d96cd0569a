CREATE INDEX IF NOT EXISTS [by_b] ON t ( b );
create view if not exists V as select a from t;
CREATE TRIGGER IF NOT EXISTS g AFTER INSERT ON t BEGIN
	UPDATE t SET c = 'new' WHERE a = new.a; -- as before
END;
DROP VIEW v;
CREATE VIEW IF NOT EXISTS v AS SELECT a, b FROM t;
--! 1:28 note INS0713: a name in brackets, as SQL Server writes it
