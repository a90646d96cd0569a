--= base.sql
PRAGMA foreign_keys = OFF;
--! 1:1 error INS0221: base.sql makes nothing
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
