CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL, years INTEGER);
INSERT INTO users_new(id, name, years) SELECT id, name, age FROM users;
