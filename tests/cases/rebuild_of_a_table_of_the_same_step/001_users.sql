CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, age INTEGER);
