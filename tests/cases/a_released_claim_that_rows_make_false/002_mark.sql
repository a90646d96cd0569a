-- @fingerprint rows (SELECT 1 FROM marks WHERE NOT EXISTS (SELECT 1 FROM users))
INSERT INTO marks(word) VALUES('nobody is there');
