--= base.sql
PRAGMA foreign_keys = OFF;
--! 1:1 error INS0221: base.sql makes nothing
--! 1:8 note INS0805: foreign_keys is left out of the step
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
