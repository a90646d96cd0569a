-- The sequence goes on where it was.
CREATE TABLE invoice_next(number INTEGER PRIMARY KEY AUTOINCREMENT, customer TEXT NOT NULL DEFAULT '');
INSERT INTO invoice_next SELECT number, coalesce(customer, '') FROM invoice;
UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'invoice')
	WHERE name = 'invoice_next';
DROP TABLE invoice;
ALTER TABLE invoice_next RENAME TO invoice;
