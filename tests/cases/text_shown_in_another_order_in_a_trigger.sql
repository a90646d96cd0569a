--= 001_users.sql bytes
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TRIGGER users_name AFTER INSERT ON users BEGIN
	UPDATE users SET name = 'a\xe2\x81\xa6b' WHERE id = new.id;
END;
--! 3:28 error INS0104: bidirectional control U+2066
