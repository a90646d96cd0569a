ALTER TABLE t RENAME TO u;
ALTER TABLE u RENAME COLUMN b TO bb;
ALTER TABLE u ADD q DECIMA(1);
--! 3:21 warning INS0706: unknown type "decima"; did you mean decimal?
