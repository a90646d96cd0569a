CREATE TABLE users(id INTEGER PRIMARY KEY);
INSERT INTO users VALUES (2);
--! 1:1 error INS0211: checksum of 001_users changed; released steps are immutable
