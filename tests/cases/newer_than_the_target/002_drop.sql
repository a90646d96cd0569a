ALTER TABLE t ADD COLUMN c TEXT;
-- @down
ALTER TABLE t DROP COLUMN c;
--! 3:1 error INS0815: DROP COLUMN needs SQLite 3.35.0; the target is 3.31.0
