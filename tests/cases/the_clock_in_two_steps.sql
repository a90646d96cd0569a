--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, made TEXT);
INSERT INTO users VALUES (1, datetime('now'));
--! 2:30 warning INS0818: datetime() differs from database to database
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, made INTEGER);
INSERT INTO notes VALUES (1, CURRENT_TIMESTAMP);
--! 2:30 note INS0818: CURRENT_TIMESTAMP differs from database to database
--= 003_tags.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, lot INTEGER);
INSERT INTO tags VALUES (1, random());
--! 2:29 warning INS0818: random() differs from database to database
