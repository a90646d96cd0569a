-- @fingerprint rows (SELECT 1 FROM t WHERE a = 4)
WITH n(x) AS (SELECT abs(random()) % 4)
INSERT INTO t(a, b) SELECT 4, x FROM n;
--! 2:26 warning INS0818: random() differs from database to database
