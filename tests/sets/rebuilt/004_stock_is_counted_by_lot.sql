-- @rebuild stock lot = 1
CREATE TABLE stock(place TEXT, item TEXT, lot INTEGER NOT NULL, pieces INTEGER);
UPDATE stock SET lot = 2 WHERE place = 'there';
-- @rebuild stock pieces = (SELECT max(ifnull(pieces, 0), 0)), counted = pieces > 0
CREATE TABLE stock(
	place TEXT NOT NULL,
	item TEXT NOT NULL,
	lot INTEGER NOT NULL,
	pieces INTEGER NOT NULL DEFAULT 0,
	counted INTEGER,
	PRIMARY KEY (place, item, lot)
) WITHOUT ROWID;
