--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT UNIQUE);
--= 002_all.sql
UPDATE users SET email = 'unknown';
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:18 error INS0507: UNIQUE constraint failed: users.email
