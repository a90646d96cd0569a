-- @fingerprint rows (SELECT 1 FROM marks WHERE NOT EXISTS (SELECT 1 FROM users))
INSERT INTO marks(word) VALUES('nobody is there');
--! 1:17 note INS0513: not true after the step: rows (SELECT 1 FROM marks WHERE NOT EXISTS (SELECT 1 FROM users))
