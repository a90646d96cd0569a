CREATE TABLE t(a INTEGER PRIMARY KEY);
SELECT load_extension('evil');
--! 2:8 error INS0806: load_extension not allowed
