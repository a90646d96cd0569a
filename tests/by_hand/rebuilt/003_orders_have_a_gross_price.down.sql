PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE kept AS SELECT no, customer_id, "net price", note FROM "Order";
DROP TABLE "Order";
CREATE TABLE "Order"(
	No INTEGER PRIMARY KEY,
	customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
	"net price" REAL,
	note TEXT DEFAULT 'none; yet'
);
INSERT INTO "Order" SELECT * FROM kept;
CREATE INDEX "order by customer" ON "Order"(customer_id);
CREATE TRIGGER order_added AFTER INSERT ON "Order" BEGIN
	UPDATE customer SET name = trim(name) WHERE id = new.customer_id;
END;
