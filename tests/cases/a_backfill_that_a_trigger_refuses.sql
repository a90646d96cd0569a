CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, nick TEXT);
CREATE TABLE nicks(nick TEXT PRIMARY KEY NOT NULL);
CREATE TRIGGER taken AFTER UPDATE OF nick ON users BEGIN
	INSERT INTO nicks VALUES(new.nick);
END;
-- @backfill nicks
UPDATE users SET nick = 'nobody' WHERE nick IS NOT NULL AND nick <> 'nobody';
--! 7:1 error INS0907: UNIQUE constraint failed: nicks.nick
