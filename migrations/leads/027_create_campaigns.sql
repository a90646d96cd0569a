CREATE TABLE campaigns (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	starts_on TEXT,
	ends_on TEXT,
	budget_cents INTEGER NOT NULL DEFAULT 0 CHECK (budget_cents >= 0),
	CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on)
);
