CREATE TEMP TABLE kept AS SELECT * FROM stock;
DROP TABLE stock;
CREATE TABLE stock(
	place TEXT NOT NULL,
	item TEXT NOT NULL,
	lot INTEGER NOT NULL,
	pieces INTEGER NOT NULL DEFAULT 0,
	counted INTEGER,
	PRIMARY KEY (place, item, lot)
) WITHOUT ROWID;
INSERT INTO stock SELECT place, item, CASE place WHEN 'there' THEN 2 ELSE 1 END,
	max(pieces, 0), pieces > 0 FROM kept;
CREATE TRIGGER stock_gone AFTER UPDATE OF pieces ON stock WHEN new.pieces = 0 BEGIN
	INSERT INTO log VALUES (new.item);
END;
