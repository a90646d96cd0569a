COMMIT;
--! 1:1 error INS0801: transactions belong to instar; remove COMMIT
CREATE TABLE t(a INTEGER PRIMARY KEY);
COMMIT;
--! 4:1 error INS0801: transactions belong to instar; remove COMMIT
