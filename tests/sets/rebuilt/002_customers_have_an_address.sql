-- @rebuild customer
--     email = lower(mail),
--     name = coalesce(name, 'customer ' || id) -- nobody is nameless
CREATE TABLE customer (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	email TEXT, -- was called mail
	name TEXT NOT NULL CHECK (name <> ''),
	invited_by INTEGER REFERENCES customer(id) ON DELETE CASCADE
) STRICT;
CREATE INDEX customer_email ON customer(email);
-- @down
DROP INDEX customer_email;
-- @rebuild customer mail = email
CREATE TABLE customer(
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT,
	mail TEXT,
	invited_by INTEGER REFERENCES customer(id) ON DELETE CASCADE
);
