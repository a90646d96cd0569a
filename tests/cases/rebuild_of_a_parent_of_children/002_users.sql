-- @rebuild users
CREATE TABLE users(
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL DEFAULT '',
	mail TEXT
);
--! 4:2 warning INS0506: NOT NULL constraint failed: users.name
