--= 9007199254740993_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= expected
error INS0210: no migrations here
9007199254740993_users.sql error INS0205: number too large
