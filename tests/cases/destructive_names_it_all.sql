--? INS0417 INS0418 INS0419 INS0420
--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER NOT NULL);
CREATE TABLE todo(id INTEGER PRIMARY KEY, "a: b" TEXT);
CREATE TRIGGER users_gone AFTER DELETE ON users BEGIN
	DELETE FROM notes WHERE user = old.id OR user IS NOT NULL;
END;
--= 002_users.sql
-- @destructive USERS, Notes: they sign up again: nobody knows their names
DELETE FROM users;
--! 2:1 note INS0310: nothing in the schema tells that this step has run
--! 2:13 note INS0405: DELETE without WHERE empties users
--! 2:13 note INS0404: notes loses rows, and no statement names it
--= 003_phone.sql
-- @destructive users.phone: they were never shown
-- @destructive todo."a: b": todo lists are kept on the server,
--   since 2.1
ALTER TABLE users DROP COLUMN phone;
ALTER TABLE todo DROP COLUMN "a: b";
--! 4:31 note INS0403: the values of users.phone are kept nowhere else
--! 5:30 note INS0403: the values of todo.a: b are kept nowhere else
--= 004_todo.sql
-- @destructive main.todo: so are the lists
DROP TABLE todo;
--! 2:12 note INS0401: the rows of todo are kept nowhere else
--= 005_born.sql
ALTER TABLE users ADD COLUMN born TEXT;
-- @down
-- @destructive users, notes: who has no name cannot be kept there
ALTER TABLE users DROP COLUMN born;
DELETE FROM users;
--! 4:31 note INS0311: notes loses rows, and no statement names it
--! 5:13 note INS0311: DELETE without WHERE empties users
