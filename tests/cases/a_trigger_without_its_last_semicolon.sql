--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_missing_semicolon_trigger.sql
CREATE TRIGGER t AFTER INSERT ON users BEGIN
	UPDATE users SET email = '' WHERE id = new.id
END;
--! 3:1 error INS0107: a semicolon is missing before "END"
