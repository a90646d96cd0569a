--= options
--retire-before 003_tags
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= expected
error INS0816: --retire-before: no step "003_tags"
