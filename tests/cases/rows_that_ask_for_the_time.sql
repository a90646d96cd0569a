-- @fingerprint table users,
--     rows (SELECT 1 FROM (SELECT id FROM users WHERE made < datetime('now')))
CREATE TABLE users(id INTEGER PRIMARY KEY, made TEXT);
INSERT INTO users VALUES (1, '2026-01-01');
--! 2:8 error INS0309: rows (…) uses datetime(), which differs from call to call
