-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT DEFAULT '', mail TEXT, age INTEGER);
-- @down
-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
