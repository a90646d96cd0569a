--= 001_kinds.sql
CREATE TABLE kinds(id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL);
-- @down
DROP TABLE kinds;
--= 002_totp.sql
-- @fingerprint rows (SELECT 1 FROM kinds WHERE id = '5e29b036')
INSERT OR IGNORE INTO kinds(id, name) VALUES ('5e29b036', 'totp');
-- @down
DELETE FROM kinds WHERE name >= 'a';
--! 4:13 error INS0311: DELETE takes 5 of 5 rows of kinds
