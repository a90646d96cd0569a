-- @fingerprint table c
CREATE TABLE c(id INTEGER PRIMARY KEY);
UPDATE "B" SET v = trim(v) WHERE v LIKE ' %';
--! 3:8 warning INS0811: changes rows of B, which may be many; move to a backfill
--! 3:8 note INS0411: b.v is set by name
