-- @rebuild users
CREATE TABLE users(
	id INTEGER PRIMARY KEY,
	name TEXT,
	mail TEXT CHECK (mail LIKE '%@%')
);
--! 2:14 error INS0505: CHECK constraint failed: mail LIKE '%@%'
