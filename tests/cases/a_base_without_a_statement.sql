--= base.sql
-- CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--! 1:1 error INS0221: base.sql makes nothing
--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
