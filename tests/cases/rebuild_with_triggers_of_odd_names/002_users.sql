-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, Name TEXT, mail TEXT, "a ""b""" TEXT, age INTEGER);
