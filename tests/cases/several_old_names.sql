--? INS0208
--= 001_users.sql
-- @was 001_people, 002_people
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_notes.sql
-- @was 003_notes, 002_pages
CREATE TABLE notes(id INTEGER PRIMARY KEY);
