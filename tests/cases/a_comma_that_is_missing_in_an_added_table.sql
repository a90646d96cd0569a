--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_notes.sql
CREATE TABLE IF NOT EXISTS notes(id INTEGER PRIMARY KEY, body TEXT
	-- the owner
	owner INTEGER,
	made TEXT);
--! 3:2 error INS0702: missing comma before owner?
