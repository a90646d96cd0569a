--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY,
	name TEXT NOT NULL DEFAULT '' CHECK (length(name) > 0));
--! 2:29 warning INS0718: the CHECK of users.name refuses its own DEFAULT ''
