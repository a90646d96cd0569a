-- @rebuild ORDER
CREATE TABLE "Order"(
	No INTEGER PRIMARY KEY,
	customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
	"net price" REAL,
	note TEXT DEFAULT 'none; yet'
);
