-- Another foreign key on the same columns: to a table that did not exist before.
CREATE TABLE town(country TEXT NOT NULL, code TEXT NOT NULL, name TEXT, PRIMARY KEY (country, code)) WITHOUT ROWID;
INSERT INTO town SELECT country, code, name FROM place;
CREATE TABLE street_next(id INTEGER PRIMARY KEY, country TEXT, place_code TEXT, name TEXT,
	FOREIGN KEY (country, place_code) REFERENCES town(country, code) ON UPDATE CASCADE);
INSERT INTO street_next SELECT id, country, place_code, name FROM street;
DROP TABLE street;
ALTER TABLE street_next RENAME TO street;
CREATE INDEX street_place ON street(country, place_code);
DROP TABLE place;
