-- A table that lives within one step only.
CREATE TABLE passing(id);
INSERT INTO passing VALUES (1);
INSERT INTO base(id) SELECT id + 1000 FROM passing;
DROP TABLE passing;
CREATE TABLE last(id INTEGER PRIMARY KEY);
