-- @rebuild users name = mail
CREATE TABLE users(
	id INTEGER PRIMARY KEY,
	name TEXT,
	mail TEXT DEFAULT ''
);
--! 4:2 error INS0422: the copy fills users.name from something else, and its values are kept nowhere
