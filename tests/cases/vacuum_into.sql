CREATE TABLE t(a INTEGER PRIMARY KEY);
VACUUM INTO 'copy.db';
--! 2:1 error INS0803: VACUUM INTO writes a file; not allowed
