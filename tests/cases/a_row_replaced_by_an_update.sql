--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT UNIQUE);
--= 002_name.sql
UPDATE OR REPLACE users SET name = 'one';
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:19 error INS0416: REPLACE takes 4 of 5 rows of users
--! 1:19 note INS0411: users.name is set by name
