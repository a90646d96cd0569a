--? INS0101
CREATE TABLE users(id INTEGER PRIMARY KEY, mark BLOB DEFAULT x'00', name TEXT DEFAULT '\0');
INSERT INTO users(id, name) VALUES (1, 'a' || char(0) || '\x00');
