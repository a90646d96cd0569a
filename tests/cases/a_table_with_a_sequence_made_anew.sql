--? INS0413
--= 001_mails.sql
CREATE TABLE mails(id INTEGER PRIMARY KEY AUTOINCREMENT, host TEXT);
--! 1:20 note INS0712: AUTOINCREMENT is rarely needed
--= 002_mails.sql
DROP TABLE mails;
CREATE TABLE mails(id INTEGER PRIMARY KEY AUTOINCREMENT, host TEXT, user TEXT);
--! 1:12 error INS0404: mails is made anew without its rows
