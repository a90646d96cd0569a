-- written long ago
CREATE TABLE users(id SERIAL PRIMARY KEY, name TEXT);
--! 2:23 note INS0701: SERIAL is PostgreSQL; use INTEGER PRIMARY KEY
--! 2:20 note INS0707: id is in the primary key and takes NULL
