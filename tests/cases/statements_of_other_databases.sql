--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_truncate.sql
TRUNCATE TABLE posts;
--! 1:1 error INS0301: SQLite has no TRUNCATE
--= 003_comment_on.sql
COMMENT ON TABLE users IS 'people';
--! 1:1 error INS0301: COMMENT ON is PostgreSQL
--= 004_grant.sql
GRANT SELECT ON users TO app;
--! 1:1 error INS0301: SQLite has no users: GRANT
--= 005_rename_table_stmt.sql
RENAME TABLE users TO people;
--! 1:1 error INS0301: RENAME TABLE is MySQL
--= 006_show.sql
SHOW TABLES;
--! 1:1 error INS0301: SHOW is MySQL
--= 007_set_stmt.sql
SET FOREIGN_KEY_CHECKS = 0;
--! 1:1 error INS0301: SET is MySQL
--= 008_go_batch.sql
ALTER TABLE users ADD COLUMN x TEXT;
GO
ALTER TABLE users ADD COLUMN y TEXT;
--! 2:1 error INS0301: GO is SQL Server's shell
--= 009_hash_comment.sql
# add x
ALTER TABLE users ADD COLUMN x TEXT;
--! 1:1 error INS0301: # begins no comment in SQLite
--= 010_slash_comment.sql
// add x
ALTER TABLE users ADD COLUMN x TEXT;
--! 1:1 error INS0301: // begins no comment in SQLite
--= 011_emdash_comment.sql
— a note
ALTER TABLE users ADD COLUMN x TEXT;
--! 1:1 error INS0301: — begins no comment in SQLite
--= 012_minus_comment.sql
- a note
ALTER TABLE users ADD COLUMN x TEXT;
--! 1:1 error INS0301: - begins no comment in SQLite
--= 013_insert_ignore.sql
INSERT IGNORE INTO users(name) VALUES ('Ada');
--! 1:8 error INS0301: INSERT IGNORE is MySQL
--= 014_on_duplicate_key.sql
INSERT INTO users(id, name) VALUES (1, 'Ada') ON DUPLICATE KEY UPDATE name = 'Ada';
--! 1:50 error INS0301: ON DUPLICATE KEY is MySQL
--= 015_insert_default_kw.sql
INSERT INTO users(id, name) VALUES (DEFAULT, 'x');
--! 1:37 error INS0301: SQLite has no DEFAULT among values
--= 016_insert_set.sql
INSERT INTO users SET name = 'x';
--! 1:19 error INS0301: INSERT … SET is MySQL
--= 017_update_join.sql
UPDATE users JOIN posts ON posts.user_id = users.id SET age = 1;
--! 1:14 error INS0301: SQLite has no UPDATE … JOIN
