CREATE TABLE t(a INTEGER PRIMARY KEY);
COMMIT;
--! 2:1 error INS0801: transactions belong to instar; remove COMMIT
CREATE TABLE u(a INTEGER PRIMARY KEY);
BEGIN;
--! 5:1 error INS0801: transactions belong to instar; remove BEGIN
