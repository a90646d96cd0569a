--? INS0417 INS0419
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, phone TEXT, mail TEXT);
CREATE VIEW mails AS SELECT mail FROM users;
--= 002_drop.sql
-- @destructive users.phon, user: they were never shown
ALTER TABLE users DROP COLUMN phone;
--! 1:17 error INS0418: @destructive names users.phon: there is no such column before this step; did you mean users.phone?
--! 1:29 error INS0418: @destructive names user: there is no such table before this step; did you mean users?
--! 2:31 error INS0403: the values of users.phone are kept nowhere else
--= 003_why.sql
-- @destructive because: nobody writes letters
DROP VIEW mails;
ALTER TABLE users DROP COLUMN mail;
--! 1:17 error INS0418: @destructive names because: there is no such table before this step
--! 3:31 error INS0403: the values of users.mail are kept nowhere else
