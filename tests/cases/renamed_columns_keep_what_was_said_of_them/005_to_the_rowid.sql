ALTER TABLE t RENAME COLUMN d TO rowid;
--! 1:34 warning INS0709: column rowid hides the rowid of t
