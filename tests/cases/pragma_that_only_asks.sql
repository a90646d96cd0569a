CREATE TABLE t(a INTEGER PRIMARY KEY);
PRAGMA table_info(t);
PRAGMA integrity_check;
