-- what @rebuild stands for, by another way: through a copy, and without a rename
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE kept AS SELECT * FROM customer;
CREATE TEMP TABLE numbers AS SELECT seq FROM sqlite_sequence WHERE name = 'customer';
DROP TABLE customer;
CREATE TABLE customer (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	email TEXT, -- was called mail
	name TEXT NOT NULL CHECK (name <> ''),
	invited_by INTEGER REFERENCES customer(id) ON DELETE CASCADE
) STRICT;
INSERT INTO customer SELECT id, lower(mail), coalesce(name, 'customer ' || id), invited_by FROM kept;
UPDATE sqlite_sequence SET seq = (SELECT seq FROM numbers) WHERE name = 'customer';
CREATE INDEX customer_name ON customer(name) WHERE name IS NOT NULL;
CREATE UNIQUE INDEX customer_key ON customer(lower(name), id);
CREATE INDEX customer_invited_by ON customer(invited_by);
CREATE TRIGGER customer_added AFTER INSERT ON customer BEGIN
	INSERT INTO log VALUES ('customer ' || new.id);
END;
CREATE INDEX customer_email ON customer(email);
-- @down
DROP INDEX customer_email;
CREATE TEMP TABLE kept AS SELECT * FROM customer;
CREATE TEMP TABLE numbers AS SELECT seq FROM sqlite_sequence WHERE name = 'customer';
PRAGMA foreign_keys = OFF;
DROP TABLE customer;
CREATE TABLE customer(
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT,
	mail TEXT,
	invited_by INTEGER REFERENCES customer(id) ON DELETE CASCADE
);
INSERT INTO customer SELECT id, name, email, invited_by FROM kept;
UPDATE sqlite_sequence SET seq = (SELECT seq FROM numbers) WHERE name = 'customer';
CREATE INDEX customer_name ON customer(name) WHERE name IS NOT NULL;
CREATE UNIQUE INDEX customer_key ON customer(lower(name), id);
CREATE INDEX customer_invited_by ON customer(invited_by);
CREATE TRIGGER customer_added AFTER INSERT ON customer BEGIN
	INSERT INTO log VALUES ('customer ' || new.id);
END;
