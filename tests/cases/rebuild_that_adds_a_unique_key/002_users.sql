-- @rebuild users
CREATE TABLE users(
	id INTEGER PRIMARY KEY,
	name TEXT,
	mail TEXT UNIQUE
);
--! 5:2 warning INS0507: UNIQUE constraint failed: users.mail
