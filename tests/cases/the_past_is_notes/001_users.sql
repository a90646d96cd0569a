-- written long ago
CREATE TABLE users(id SERIAL PRIMARY KEY, name TEXT);
