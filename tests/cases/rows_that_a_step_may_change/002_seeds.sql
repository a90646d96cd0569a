CREATE TABLE roles(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO roles SELECT id, name FROM users;
UPDATE roles SET name = lower(name);
INSERT INTO settings VALUES ('theme', 'plain');
INSERT INTO settings SELECT 'size', '12' WHERE NOT EXISTS (SELECT 1 FROM settings WHERE key = 'size');
UPDATE settings SET value = 'dark' WHERE key = 'theme';
UPDATE users SET name = 'root' WHERE id = 1;
UPDATE pairs SET c = '' WHERE a = 1 AND b = 2;
--! 4:1 warning INS0507: UNIQUE constraint failed: settings.key
--! 7:8 note INS0411: users.name is set by name
--! 8:8 note INS0411: pairs.c is set by name
