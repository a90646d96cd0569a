-- The schema reference: what is the same for everybody, shipped with the product.
-- @release 1.0.0
CREATE TABLE reference_countries (
	code TEXT NOT NULL PRIMARY KEY CHECK (length(code) = 2),
	name TEXT NOT NULL UNIQUE,
	currency TEXT NOT NULL CHECK (length(currency) = 3)
) WITHOUT ROWID;

CREATE TABLE reference_units (
	id INTEGER PRIMARY KEY,
	symbol TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	factor REAL NOT NULL DEFAULT 1.0 CHECK (factor > 0)
);

INSERT INTO reference_countries (code, name, currency) VALUES
	('DE', 'Germany', 'EUR'),
	('FR', 'France', 'EUR'),
	('GB', 'United Kingdom', 'GBP');
INSERT INTO reference_units (id, symbol, name, factor) VALUES
	(1, 'kg', 'kilogram', 1.0),
	(2, 'g', 'gram', 0.001),
	(3, 't', 'tonne', 1000.0);
