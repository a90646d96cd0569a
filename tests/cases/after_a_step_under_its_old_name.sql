--= 001_users.sql
-- @was 001_people
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_notes.sql
-- @after 001_peopel
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--! 1:4 error INS0206: no step "001_peopel"
