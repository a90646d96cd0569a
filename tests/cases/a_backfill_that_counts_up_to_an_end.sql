--? INS0903 INS0904 INS0905 INS0907
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, nick TEXT, seen INTEGER NOT NULL DEFAULT 0);
CREATE TABLE log(at INTEGER PRIMARY KEY, id INTEGER);
CREATE TRIGGER noted AFTER UPDATE OF nick ON users BEGIN
	UPDATE users SET name = trim(name) WHERE id = new.id;
	INSERT INTO log(id) VALUES(new.id);
END;
-- @backfill nicks
UPDATE users SET nick = lower(name), seen = seen + 1 WHERE nick IS NULL;
