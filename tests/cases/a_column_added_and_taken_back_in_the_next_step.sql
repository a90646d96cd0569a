--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
--= 002_zone.sql
ALTER TABLE users ADD COLUMN zone TEXT;
ALTER TABLE users ADD COLUMN mail TEXT;
--= 003_zone.sql
ALTER TABLE users DROP COLUMN zone;
--! 1:31 note INS0403: the values of users.zone are kept nowhere else
--= 004_mail.sql
ALTER TABLE users DROP COLUMN mail;
--! 1:31 error INS0403: the values of users.mail are kept nowhere else
