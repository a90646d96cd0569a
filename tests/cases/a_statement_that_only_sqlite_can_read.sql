CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT CONSTRAINT given);
--! 1:1 note INS0121: SQLite accepts a statement that instar cannot read
