CREATE TABLE t(a INTEGER PRIMARY KEY);
VACUUM;
--! 2:1 error INS0803: VACUUM needs its own step: -- @transaction none
