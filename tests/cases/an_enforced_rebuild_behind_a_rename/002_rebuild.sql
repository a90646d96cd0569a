-- @foreign_keys on
ALTER TABLE users RENAME TO users_old;
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, born TEXT);
INSERT INTO users(id, name) SELECT id, name FROM users_old;
DROP TABLE users_old;
--! 2:13 error INS0603: no such table: users_old, which notes(user_id) refers to
--! 2:13 warning INS0511: no row could be made for notes
--! 5:12 error INS0415: DROP TABLE with foreign keys on empties notes
