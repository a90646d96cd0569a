CREATE TABLE log(at TEXT, what TEXT);
CREATE TRIGGER users_log AFTER DELETE ON users BEGIN
	INSERT INTO log(what) VALUES ('gone: ' || old.name);
	UPDATE log SET at = 'then' WHERE at IS NULL;
END;
-- @down
DROP TRIGGER users_log;
DROP TABLE log;
