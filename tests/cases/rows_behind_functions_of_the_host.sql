--= 001_tables.sql
-- @function is_mail(1), size_of(1), kind_of(2), regexp(2)
CREATE TABLE users(id INTEGER PRIMARY KEY, mail TEXT NOT NULL CHECK (is_mail(mail)));
CREATE TABLE files(id INTEGER PRIMARY KEY, bytes BLOB CHECK (size_of(bytes) < 10),
	more BLOB CHECK (200 <= size_of(more)));
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT,
	CHECK (kind_of(id, body) = 'text' AND NOT is_mail(body)));
CREATE TABLE codes(code TEXT NOT NULL CHECK (code REGEXP '^[a-z]+$'));
CREATE TABLE log(line TEXT);
CREATE TRIGGER log_long BEFORE INSERT ON log WHEN size_of(new.line) < 5000
BEGIN SELECT raise(ABORT, 'too short'); END;
CREATE TABLE days(day TEXT NOT NULL CHECK (kind_of(day, 1) IN ('date', 'week')));
--= 002_drop.sql
DROP TABLE users;
--! 1:12 error INS0401: the rows of users are kept nowhere else
DROP TABLE files;
--! 3:12 error INS0401: the rows of files are kept nowhere else
DROP TABLE notes;
--! 5:12 error INS0401: the rows of notes are kept nowhere else
DROP TABLE codes;
--! 7:12 error INS0401: the rows of codes are kept nowhere else
DROP TABLE log;
--! 9:12 error INS0401: the rows of log are kept nowhere else
DROP TABLE days;
--! 11:12 error INS0401: the rows of days are kept nowhere else
