CREATE TABLE users(id INTEGER PRIMARY KEY, kind TEXT CHECK (kind IN ("a", "b")));
--! 1:70 error INS0704: no column "a" here, and double quotes are for names
