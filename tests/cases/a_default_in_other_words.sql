--? INS0614
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, age INTEGER DEFAULT 0, on_ INTEGER DEFAULT true, kind TEXT DEFAULT NULL,
	rank INTEGER CHECK (rank IN (1, 2, 3)), part INTEGER CHECK (part BETWEEN 0 AND 10));
--= 002_users.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, age INTEGER DEFAULT (0), on_ INTEGER DEFAULT 1, kind TEXT,
	rank INTEGER CHECK (rank IN (1, 2, 3) AND rank > 0), part INTEGER CHECK (part BETWEEN 0 AND 10));
INSERT INTO users_new(id, age, on_, kind, rank, part) SELECT id, age, on_, kind, rank, part FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
