--? INS0311
--= 001_kinds.sql
CREATE TABLE kinds(id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE);
-- @down
DROP TABLE kinds;
--= 002_totp.sql
-- @fingerprint rows (SELECT 1 FROM kinds WHERE name = 'totp')
INSERT OR IGNORE INTO kinds(id, name) VALUES ('5e29b036', 'totp');
-- @down
DELETE FROM kinds WHERE name = 'totp';
