--? INS0507 INS0715
--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT, name TEXT, nick TEXT);
--= 002_unique.sql
CREATE UNIQUE INDEX users_id_email ON users(email, id);
CREATE UNIQUE INDEX users_root ON users(name) WHERE id = 1;
UPDATE users SET nick = id;
CREATE UNIQUE INDEX users_nick ON users(nick);
--! 3:8 note INS0411: users.nick is set by name
