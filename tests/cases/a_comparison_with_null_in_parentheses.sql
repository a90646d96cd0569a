CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE VIEW nameless AS SELECT id FROM users WHERE name = (NULL);
--! 2:57 warning INS0714: a comparison with NULL is never true
