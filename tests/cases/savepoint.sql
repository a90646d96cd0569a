SAVEPOINT here;
CREATE TABLE t(a INTEGER PRIMARY KEY);
ROLLBACK TO here;
RELEASE here;
--! 1:1 error INS0801: transactions belong to instar; remove SAVEPOINT
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 3:1 error INS0801: transactions belong to instar; remove ROLLBACK
--! 4:1 error INS0801: transactions belong to instar; remove RELEASE
