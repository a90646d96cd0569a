--? INS0210
--= README.md
One step.
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
