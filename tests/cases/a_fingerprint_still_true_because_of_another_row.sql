--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_root.sql
-- @fingerprint rows (SELECT 1 FROM users WHERE name = 'root')
INSERT INTO users VALUES (1, 'root'), (2, 'root');
-- @down
DELETE FROM users WHERE id = 1;
--! 2:1 error INS0312: after the down migration the step cannot run again
--! 4:1 error INS0307: still true after down: rows (SELECT 1 FROM users WHERE name = 'root')
--! 2:1 warning INS0507: UNIQUE constraint failed: users.id
