-- @rebuild "order" note = coalesce(note, 'none; yet')
CREATE TABLE "ORDER"(
	no INTEGER PRIMARY KEY,
	customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
	"net price" REAL,
	gross REAL GENERATED ALWAYS AS ("net price" * 1.2) STORED,
	note TEXT NOT NULL DEFAULT 'none; yet'
);
