-- @rebuild users name = mail
CREATE TABLE users(
	id INTEGER PRIMARY KEY,
	name TEXT,
	mail TEXT DEFAULT ''
);
--! 4:2 note INS0411: the copy fills users.name from something else
