--= 001_users.sql bytes
CREATE TABLE users(id INTEGER PRIMARY KEY);\x00
--! 1:44 error INS0101: NUL byte at 1:44; text after it would be ignored
