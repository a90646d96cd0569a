--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_notes.sql
-- @was 002_pages, 001_users
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--! 1:4 error INS0208: "001_users" is the name of a step
