CREATE TABLE users(id INTEGER PRIMARY KEY, age INTEGER NOT NULL);
CREATE VIEW ages AS
	SELECT sum(age) OVER left AS total FROM users WINDOW left AS (ORDER BY id);
--! 2:1 note INS0121: SQLite accepts a statement that instar cannot read
