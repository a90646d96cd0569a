CREATE UNIQUE INDEX users_email ON users(email);
--! 1:42 warning INS0507: UNIQUE constraint failed: users.email
