PRAGMA journal_mode = WAL;
--! 1:8 error INS0804: journal_mode is set by the host
CREATE TABLE t(a INTEGER PRIMARY KEY);
