INSERT INTO settings VALUES ('theme', 'plain');
CREATE INDEX users_name ON users(name);
--! 1:1 warning INS0507: UNIQUE constraint failed: settings.key
