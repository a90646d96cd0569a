CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, nick TEXT);
CREATE TRIGGER forget AFTER UPDATE OF nick ON users WHEN new.nick = lower(new.name) BEGIN
	UPDATE users SET nick = NULL WHERE id = new.id;
END;
-- @backfill nicks
UPDATE users SET nick = lower(name) WHERE nick IS NULL;
--! 6:1 error INS0903: rows are still due after their batch: the backfill does not end
