ALTER TABLE x ADD COLUMN _RowID_ TEXT;
--! 1:26 warning INS0709: column _RowID_ hides the rowid of x
