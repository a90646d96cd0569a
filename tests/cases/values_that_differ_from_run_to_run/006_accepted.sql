-- @allow INS0818 each installation has a number of its own
-- @fingerprint rows (SELECT 1 FROM t WHERE a = 7)
INSERT INTO t(a, b) VALUES (7, random());
