--? INS0904
--= 001_t.sql
CREATE TABLE t(k TEXT PRIMARY KEY NOT NULL, v TEXT);
--= 002_later.sql
CREATE TABLE later(id INTEGER PRIMARY KEY);
-- @backfill t
UPDATE t SET k = k || '.' WHERE k NOT LIKE '%.';
