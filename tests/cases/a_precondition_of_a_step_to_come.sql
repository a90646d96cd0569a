--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_people.sql
-- @requires table people, not index people_name
ALTER TABLE users RENAME TO people;
--! 1:20 error INS0308: @requires does not hold on a fresh database before this step
