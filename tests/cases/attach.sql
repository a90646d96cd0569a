CREATE TABLE t(a INTEGER PRIMARY KEY);
ATTACH DATABASE 'other.db' AS other;
--! 2:1 error INS0802: ATTACH not allowed
CREATE TABLE other.u(a INTEGER PRIMARY KEY);
DETACH other;
--! 5:1 error INS0802: DETACH not allowed
