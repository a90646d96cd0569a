-- @rebuild users age = 7
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, age INTEGER);
