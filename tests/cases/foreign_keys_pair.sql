PRAGMA foreign_keys = OFF;
--! 1:8 note INS0805: foreign_keys is left out of the step
CREATE TABLE t(a INTEGER PRIMARY KEY);
PRAGMA foreign_keys = ON;
--! 4:8 note INS0805: foreign_keys is left out of the step
