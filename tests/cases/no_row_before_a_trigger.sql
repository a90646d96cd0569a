CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TRIGGER users_never BEFORE INSERT ON users BEGIN SELECT raise(ABORT, 'never'); END;
--! 1:14 warning INS0511: no row could be made for users
