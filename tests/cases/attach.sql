CREATE TABLE t(a INTEGER PRIMARY KEY);
ATTACH DATABASE 'other.db' AS other;
CREATE TABLE other.u(a INTEGER PRIMARY KEY);
DETACH other;
--! 2:1 error INS0802: ATTACH not allowed
--! 4:1 error INS0802: DETACH not allowed
