--? INS0513 INS0506
-- @fingerprint rows (SELECT 1 FROM marks WHERE NOT EXISTS (SELECT 1 FROM users WHERE nick IS NULL))
UPDATE users SET nick = 'nobody' WHERE nick IS NULL;
--! 3:8 note INS0411: users.nick is set by name
INSERT INTO marks(word) VALUES('nicks are there');
