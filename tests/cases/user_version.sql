CREATE TABLE t(a INTEGER PRIMARY KEY);
PRAGMA user_version = 7;
--! 2:8 error INS0804: user_version is reserved by instar
