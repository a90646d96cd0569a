--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_notes.sql/
--= expected
002_notes.sql error INS0116: not a regular file
