CREATE INDEX IF NOT EXISTS by_b ON u(b);
CREATE VIEW IF NOT EXISTS v AS SELECT b FROM t;
CREATE TRIGGER IF NOT EXISTS g AFTER INSERT ON t BEGIN
	UPDATE t SET c = 'made' WHERE a = new.a;
END;
CREATE TABLE IF NOT EXISTS w(a INTEGER PRIMARY KEY);
--! 1:28 warning INS0608: by_b is there already, as an index of t; nothing happens
--! 2:27 warning INS0608: v is there already, in another shape; nothing happens
--! 3:30 warning INS0608: g is there already, in another shape; nothing happens
