--? INS0410
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, size INTEGER);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, size INTEGER);
CREATE TRIGGER users_new_size AFTER INSERT ON users_new BEGIN
	UPDATE users_new SET size = 0 WHERE id = new.id;
END;
INSERT INTO users_new(id, name, size) SELECT id, name, size FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 5:13 note INS0411: the values of users.size are not what they were
