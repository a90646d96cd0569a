--= 1_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 01_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= 002_tags.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY);
--= expected
1_users.sql error INS0202: 01 used by 01_notes.sql and 1_users.sql
