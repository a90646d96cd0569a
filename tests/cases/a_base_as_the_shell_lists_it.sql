--? INS0703
--= base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT);
CREATE TABLE sqlite_sequence(name,seq);
CREATE VIEW people AS SELECT id FROM users
/* people(id) */;
--= 001_mail.sql
ALTER TABLE users ADD COLUMN mail TEXT;
