--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_people.sql
ALTER TABLE users RENAME TO people;
--= 003_notes.sql
DROP TABLE IF EXISTS people_old;
--! 1:22 warning INS0220: no step makes the table people_old that this drops
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
