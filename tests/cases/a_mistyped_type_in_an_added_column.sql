--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_name.sql
ALTER TABLE users RENAME TO people;
ALTER TABLE people ADD COLUMN age INTGER;
--! 2:35 warning INS0706: unknown type "intger"; did you mean integer?
