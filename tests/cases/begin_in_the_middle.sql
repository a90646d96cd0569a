CREATE TABLE t(a INTEGER PRIMARY KEY);
BEGIN;
--! 2:1 error INS0801: transactions belong to instar; remove BEGIN
CREATE TABLE u(a INTEGER PRIMARY KEY);
COMMIT;
--! 5:1 error INS0801: transactions belong to instar; remove COMMIT
