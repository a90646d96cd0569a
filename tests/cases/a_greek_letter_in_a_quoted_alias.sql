CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE VIEW people AS SELECT id, name AS "fοllows" FROM users;
--! 2:42 warning INS0105: mixed scripts in one name: letters that look alike differ
