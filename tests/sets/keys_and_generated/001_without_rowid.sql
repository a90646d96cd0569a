CREATE TABLE place(country TEXT NOT NULL, code TEXT NOT NULL, name TEXT,
	PRIMARY KEY (country, code)) WITHOUT ROWID;
CREATE TABLE street(id INTEGER PRIMARY KEY, country TEXT, place_code TEXT, name TEXT,
	FOREIGN KEY (country, place_code) REFERENCES place(country, code) ON UPDATE CASCADE
		DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX street_place ON street(country, place_code);
