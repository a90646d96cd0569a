-- @release 2.0
CREATE TABLE deals (
	id INTEGER PRIMARY KEY,
	lead_id INTEGER NOT NULL REFERENCES leads(id),
	title TEXT NOT NULL,
	amount_cents INTEGER NOT NULL CHECK (amount_cents >= 0),
	currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
	closed_at TEXT
);
