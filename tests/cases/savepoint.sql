SAVEPOINT here;
--! 1:1 error INS0801: transactions belong to instar; remove SAVEPOINT
CREATE TABLE t(a INTEGER PRIMARY KEY);
ROLLBACK TO here;
--! 4:1 error INS0801: transactions belong to instar; remove ROLLBACK
RELEASE here;
--! 6:1 error INS0801: transactions belong to instar; remove RELEASE
