CREATE TABLE users(id INTEGER PRIMARY KEY, seen INTEGER);
CREATE TRIGGER users_seen AFTER INSERT ON users BEGIN
	UPDATE users SET seen = CASE WHEN new.id > 1 THEN 1 END WHERE id = new.id;
-- END;
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--! 2:49 error INS0107: trigger opened at 2:1 needs END
