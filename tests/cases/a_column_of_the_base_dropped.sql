--= base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
--= 001_mail.sql
ALTER TABLE users DROP COLUMN mail;
--! 1:31 error INS0403: the values of users.mail are kept nowhere else
