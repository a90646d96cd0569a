--= 001_users.sql bytes
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
-- all users \x00 and what follows
INSERT INTO users VALUES (1, 'a');
--! 2:14 error INS0101: NUL byte at 2:14; text after it would be ignored
--= 002_notes.sql bytes
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT DEFAULT 'a\x00b');
--! 1:64 error INS0101: NUL byte at 1:64; text after it would be ignored
