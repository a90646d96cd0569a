-- @fingerprint rows (SELECT 1 FROM t WHERE a = 1)
INSERT INTO t VALUES (1, 'x');
-- @down
UPDATE t SET b = NULL;
--! 4:1 error INS0307: still true after down: rows (SELECT 1 FROM t WHERE a = 1)
--! 2:1 error INS0312: after the down migration the step cannot run again
