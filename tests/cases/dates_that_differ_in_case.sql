--= 2026_01_31_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 2026_01_31_userS.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= expected
2026_01_31_users.sql error INS0203: name differs from 2026_01_31_userS.sql only in case
