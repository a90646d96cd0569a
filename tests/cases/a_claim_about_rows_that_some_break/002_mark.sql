-- @fingerprint rows (SELECT 1 FROM marks WHERE NOT EXISTS (SELECT 1 FROM users WHERE nick IS NULL))
INSERT INTO marks(word) VALUES('nicks are there');
--! 1:17 warning INS0513: not true after the step: rows (SELECT 1 FROM marks WHERE NOT EXISTS (SELECT 1 FROM users WHERE nick IS NULL))
