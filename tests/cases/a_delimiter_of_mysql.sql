--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_delimiter.sql
DELIMITER //
CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 1; END//
DELIMITER ;
--! 1:1 error INS0117: DELIMITER is the mysql client's, not SQL
