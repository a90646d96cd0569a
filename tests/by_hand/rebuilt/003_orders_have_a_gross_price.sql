PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE kept AS SELECT * FROM "Order";
DROP TABLE "Order";
CREATE TABLE "ORDER"(
	no INTEGER PRIMARY KEY,
	customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
	"net price" REAL,
	gross REAL GENERATED ALWAYS AS ("net price" * 1.2) STORED,
	note TEXT NOT NULL DEFAULT 'none; yet'
);
INSERT INTO "ORDER"(no, customer_id, "net price", note) SELECT * FROM kept;
CREATE INDEX "order by customer" ON "Order"(customer_id);
CREATE TRIGGER order_added AFTER INSERT ON "Order" BEGIN
	UPDATE customer SET name = trim(name) WHERE id = new.customer_id;
END;
