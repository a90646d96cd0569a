-- @was old, 002_b
--! 1:4 error INS0208: "002_b" is the name of a step
--! 1:4 error INS0208: "old" was already an old name of 001_a
CREATE TABLE b(a INTEGER PRIMARY KEY);
