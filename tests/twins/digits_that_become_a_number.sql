--= 001_first.sql
CREATE TABLE places(id INTEGER PRIMARY KEY, zip VARCHAR(5) NOT NULL);
--= 002_step.sql
--? harmful INS0412
CREATE TABLE places_new(id INTEGER PRIMARY KEY, zip INTEGER NOT NULL);
INSERT INTO places_new(id, zip) SELECT id, zip FROM places;
DROP TABLE places;
ALTER TABLE places_new RENAME TO places;
--= 002_step.sql
--? harmless
CREATE TABLE places_new(id INTEGER PRIMARY KEY, zip TEXT NOT NULL);
INSERT INTO places_new(id, zip) SELECT id, zip FROM places;
DROP TABLE places;
ALTER TABLE places_new RENAME TO places;
