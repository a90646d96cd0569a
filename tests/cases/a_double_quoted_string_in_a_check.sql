CREATE TABLE users(id INTEGER PRIMARY KEY, kind TEXT CHECK (kind IN ("a", "b")));
--! 1:70 warning INS0704: a string in double quotes
