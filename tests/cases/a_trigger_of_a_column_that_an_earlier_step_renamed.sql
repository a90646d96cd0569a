--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, nick TEXT, changed INTEGER);
--= 002_names.sql
ALTER TABLE users RENAME COLUMN nick TO handle;
--= 003_trigger.sql
CREATE TRIGGER users_changed AFTER UPDATE OF name, nick ON users BEGIN
	UPDATE users SET changed = 1 WHERE id = new.id;
END;
--! 1:52 error INS0615: trigger users_changed waits for a change of users.nick, which is not there
