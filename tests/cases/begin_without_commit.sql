BEGIN;
--! 1:1 error INS0801: transactions belong to instar; remove BEGIN
CREATE TABLE t(a INTEGER PRIMARY KEY);
