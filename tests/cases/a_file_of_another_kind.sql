--? INS0115 INS0116
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_notes-of-users.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= README.md
What the tables are for.
--= old/
--= 003_assets/
