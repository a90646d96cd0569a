--? INS0417
--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT, mail TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER NOT NULL);
CREATE TRIGGER users_gone AFTER DELETE ON users BEGIN
	DELETE FROM notes WHERE user = old.id OR user IS NOT NULL;
END;
--= 002_users.sql
-- @destructive users: they sign up again
DELETE FROM users;
--! 2:1 note INS0310: nothing in the schema tells that this step has run
--! 2:13 note INS0405: DELETE without WHERE empties users
--! 2:13 error INS0404: notes loses rows, and no statement names it
--= 003_phone.sql
-- @destructive users: they were never shown
ALTER TABLE users DROP COLUMN phone;
--! 1:17 warning INS0419: @destructive names users, and nothing is taken from it
--! 2:31 error INS0403: the values of users.phone are kept nowhere else
--= 004_mail.sql
-- @destructive users.mail, users.name: nobody writes letters
ALTER TABLE users DROP COLUMN mail;
--! 1:29 warning INS0419: @destructive names users.name, and nothing is taken from it
--! 2:31 note INS0403: the values of users.mail are kept nowhere else
