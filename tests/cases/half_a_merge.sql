CREATE TABLE users(
	id INTEGER PRIMARY KEY,
=======
	name TEXT
>>>>>>> theirs
);
--! 3:1 error INS0118: merge conflict at line 3
