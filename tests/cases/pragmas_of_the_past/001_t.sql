PRAGMA journal_mode = WAL;
--! 1:8 note INS0805: journal_mode is left out of the step
PRAGMA foreign_keys = OFF;
--! 3:8 note INS0805: foreign_keys is left out of the step
CREATE TABLE t(a INTEGER PRIMARY KEY, b INTEGER REFERENCES gone(x));
--! 5:60 note INS0603: no such table: gone, which t(b) refers to
