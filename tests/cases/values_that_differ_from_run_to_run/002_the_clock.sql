-- @fingerprint rows (SELECT 1 FROM t WHERE a = 3)
INSERT INTO t(a, b) SELECT 3, datetime('now');
--! 2:31 warning INS0818: datetime() differs from database to database
