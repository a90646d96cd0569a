UPDATE users SET nick = 'u' || id;
CREATE UNIQUE INDEX users_nick ON users(nick);
--! 1:8 note INS0411: users.nick is set by name
