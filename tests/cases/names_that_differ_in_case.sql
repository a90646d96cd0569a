--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 001_Users.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= expected
001_users.sql error INS0203: name differs from 001_Users.sql only in case
001_users.sql error INS0202: 001 used by 001_Users.sql and 001_users.sql
