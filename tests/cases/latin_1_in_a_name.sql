--= 001_users.sql bytes
CREATE TABLE caf\xe9(id INTEGER PRIMARY KEY);
--! 1:17 error INS0102: invalid UTF-8 byte e9
