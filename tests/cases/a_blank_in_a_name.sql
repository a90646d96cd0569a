--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002 notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= 002_notes (copy).sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= expected
002 notes.sql error INS0115: file name must match NNN_name.sql
002_notes (copy).sql error INS0115: file name must match NNN_name.sql
