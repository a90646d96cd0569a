CREATE TABLE customer(
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT,
	mail TEXT,
	invited_by INTEGER REFERENCES customer(id) ON DELETE CASCADE
);
CREATE INDEX customer_name ON customer(name) WHERE name IS NOT NULL;
CREATE UNIQUE INDEX customer_key ON customer(lower(name), id);
CREATE INDEX customer_invited_by ON customer(invited_by);
CREATE TABLE "Order"(
	No INTEGER PRIMARY KEY,
	customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
	"net price" REAL,
	note TEXT DEFAULT 'none; yet'
);
CREATE INDEX "order by customer" ON "Order"(customer_id);
CREATE TABLE stock(place TEXT, item TEXT, pieces INTEGER, PRIMARY KEY (place, item)) WITHOUT ROWID;
CREATE TABLE log(line TEXT);
CREATE VIEW buyers AS SELECT c.name, count(*) AS orders FROM customer c
	JOIN "Order" o ON o.customer_id = c.id GROUP BY c.id;
CREATE TRIGGER customer_added AFTER INSERT ON customer BEGIN
	INSERT INTO log VALUES ('customer ' || new.id);
END;
CREATE TRIGGER order_added AFTER INSERT ON "Order" BEGIN
	UPDATE customer SET name = trim(name) WHERE id = new.customer_id;
END;
CREATE TRIGGER stock_gone AFTER UPDATE OF pieces ON stock WHEN new.pieces = 0 BEGIN
	INSERT INTO log VALUES (new.item);
END;
INSERT INTO customer(name, mail, invited_by) VALUES
	('Ada', 'Ada@example.org', NULL), ('Bo', NULL, 1), (NULL, 'c@example.org', 1), ('Di', 'd', 3);
DELETE FROM customer WHERE id = 4;
INSERT INTO "Order"(customer_id, "net price") VALUES (1, 1.5), (2, 2), (2, NULL);
INSERT INTO stock VALUES ('here', 'nut', 3), ('here', 'bolt', 4), ('there', 'nut', 0);
