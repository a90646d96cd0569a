-- @rebuild users age = 0
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, age INTEGER NOT NULL);
