CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, nick TEXT CHECK (nick <> 'none'));
-- @backfill nicks
UPDATE users SET nick = 'none' WHERE nick IS NOT NULL AND nick <> 'none';
--! 3:1 error INS0907: CHECK constraint failed: nick <> 'none'
