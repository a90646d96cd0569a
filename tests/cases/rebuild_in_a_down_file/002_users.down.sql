-- @rebuild users mail = email
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
