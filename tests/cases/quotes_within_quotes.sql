--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_unescaped_quote_even.sql
INSERT INTO users(name, email) VALUES ('it's', 'that's');
--! 1:43 error INS0301: this quote ends the string, and s follows
--= 003_backtick_string.sql
INSERT INTO users(name) VALUES (`Ada`);
--! 1:33 note INS0713: a name in backticks, as MySQL writes it
--! 1:33 error INS0301: no such column: Ada
--= 004_fullwidth.sql
UPDATE users SET age = 1 WHERE id = 1；
--! 1:38 error INS0301: a wide semicolon (U+FF1B), which SQLite takes for a letter
--= 005_nbsp.sql
ALTER TABLE users ADD COLUMN x TEXT;
--! 1:18 error INS0301: a no-break space (U+00A0), which SQLite takes for a letter
