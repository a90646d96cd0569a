CREATE TABLE users( -- @rebuild users
	id INTEGER PRIMARY KEY, name TEXT, mail TEXT
);
--! 1:33 error INS0120: no CREATE TABLE users follows @rebuild
