INSERT INTO settings VALUES ('theme', 'plain');
CREATE INDEX users_name ON users(name);
