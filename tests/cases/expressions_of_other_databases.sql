--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_cast_colons.sql
UPDATE users SET age = name::integer WHERE age IS NULL;
--! 1:28 error INS0301: ::integer is PostgreSQL
--= 003_ilike.sql
DELETE FROM users WHERE name ILIKE 'a%';
--! 1:30 error INS0301: ILIKE is PostgreSQL; LIKE ignores the case of ASCII letters here
--= 004_interval.sql
DELETE FROM posts WHERE body < INTERVAL '1 day';
--! 1:32 error INS0301: SQLite has no INTERVAL
--= 005_extract.sql
UPDATE users SET age = EXTRACT(YEAR FROM email) WHERE id = 1;
--! 1:37 error INS0301: EXTRACT is not SQLite's
--= 006_double_amp.sql
DELETE FROM users WHERE age > 1 && id > 1;
--! 1:33 error INS0301: && is MySQL
