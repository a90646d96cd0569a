CREATE TABLE stock(place TEXT, item TEXT, PRIMARY KEY (item, place)) WITHOUT ROWID;
