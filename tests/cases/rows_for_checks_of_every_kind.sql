--? INS0511 INS0512
CREATE TABLE users(id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('a', 'b')),
	email TEXT CHECK (email LIKE '%_@_%'), born TEXT CHECK (born GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
	age INTEGER CHECK (age BETWEEN 18 AND 99), data TEXT CHECK (json_valid(data)), CHECK (length(kind) < age));
CREATE TABLE codes(code TEXT NOT NULL CHECK (hex(substr(code, 2)) = '4F4B21' AND instr(code, 'z') = 1));
-- @sample INSERT INTO codes VALUES ('zOK!')
