--= 001_users.sql bytes
CREATE TABLE users(id INTEGER PRIMARY KEY); -- \xed\xa0\x80
--! 1:48 error INS0102: UTF-8 surrogate
--= 002_notes.sql bytes
CREATE TABLE notes(id INTEGER PRIMARY KEY, path TEXT DEFAULT '\xc0\xaf');
--! 1:63 error INS0102: overlong UTF-8
