-- @release 1.0
CREATE TABLE people(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, age INTEGER);
CREATE INDEX people_name ON people(name);
-- @down
DROP TABLE people;
