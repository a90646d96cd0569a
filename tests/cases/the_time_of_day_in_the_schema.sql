CREATE TABLE t(a TEXT, b TEXT CHECK (b < date('now')), c AS (strftime('%s')),
	CHECK (a < datetime(b, 'localtime')), CHECK (b <> CURRENT_TIMESTAMP));
CREATE INDEX i ON t(a, unixepoch());
CREATE INDEX j ON t(a) WHERE b > datetime('now', '-1 day');
ALTER TABLE t ADD COLUMN d TEXT CHECK (d > julianday('now'));
CREATE TABLE u(a TEXT DEFAULT (datetime('now')), b TEXT CHECK (date(b) IS NOT NULL), date TEXT,
	c TEXT AS (strftime('%Y', b)), d TEXT CHECK (d <> 'now'), e TEXT DEFAULT CURRENT_TIMESTAMP);
CREATE INDEX k ON u(date(b), date);
CREATE TRIGGER g AFTER INSERT ON u BEGIN UPDATE u SET a = datetime('now') WHERE a = new.a; END;
--! 1:42 error INS0817: date() in a CHECK
--! 1:62 error INS0817: strftime() in a generated column
--! 2:13 error INS0817: datetime() in a CHECK
--! 2:52 warning INS0817: CURRENT_TIMESTAMP in a CHECK
--! 3:24 error INS0817: unixepoch() in an index
--! 4:34 error INS0817: datetime() in an index
--! 5:44 error INS0817: julianday() in a CHECK
