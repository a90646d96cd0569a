-- @fingerprint rows (SELECT 1 FROM t WHERE a = 5)
INSERT INTO t(a, b, c) VALUES (5, hex(randomblob(16)) || abs(random()) % 4, CURRENT_TIMESTAMP);
--! 2:39 note INS0818: randomblob() differs from database to database
