CREATE TABLE c(id INTEGER PRIMARY KEY);
WITH some AS (SELECT id, v FROM a) INSERT OR IGNORE INTO b SELECT id, v FROM some;
--! 2:58 warning INS0430: the copy fills the columns of b in their order, which may be another at a user's
--! 2:58 warning INS0811: changes rows of b, which may be many; move to a backfill
