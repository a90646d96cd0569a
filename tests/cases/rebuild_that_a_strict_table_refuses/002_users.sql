-- @rebuild users
CREATE TABLE users(
	id INTEGER PRIMARY KEY,
	age INTEGER
) STRICT;
--! 4:2 error INS0508: cannot store TEXT value in INTEGER column users.age
