CREATE TABLE users(a INTEGER PRIMARY KEY);
INSERT INTO user VALUES (1);
--! 2:13 error INS0301: no such table: user; did you mean users?
