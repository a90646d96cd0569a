--? INS0615
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, changed INTEGER);
CREATE TRIGGER users_changed AFTER UPDATE OF name, rowid ON users BEGIN
	UPDATE users SET changed = 1 WHERE id = new.id;
END;
--= 002_names.sql
ALTER TABLE users RENAME COLUMN name TO full_name;
