CREATE TABLE deal_items (
	id INTEGER PRIMARY KEY,
	deal_id INTEGER NOT NULL REFERENCES deals(id) ON DELETE CASCADE,
	product TEXT NOT NULL,
	quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity > 0),
	price_cents INTEGER NOT NULL CHECK (price_cents >= 0)
);
