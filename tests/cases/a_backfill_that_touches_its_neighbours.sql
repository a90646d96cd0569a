CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, seen INTEGER);
CREATE TRIGGER others AFTER UPDATE OF name ON users BEGIN
	UPDATE users SET seen = 1 WHERE id <> new.id;
END;
-- @backfill names
UPDATE users SET name = 'unknown' WHERE name IS NULL;
--! 6:1 error INS0904: a batch changes rows of users outside its range
