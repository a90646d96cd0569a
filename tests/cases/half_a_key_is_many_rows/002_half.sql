-- @fingerprint table d
CREATE TABLE d(id INTEGER PRIMARY KEY);
UPDATE pairs SET c = 1 WHERE a = 1;
--! 3:8 warning INS0811: changes rows of pairs, which may be many; move to a backfill
--! 3:8 note INS0411: pairs.c is set by name
