CREATE UNIQUE INDEX users_name ON users(name);
--! 1:41 note INS0507: UNIQUE constraint failed: users.name
