-- The first release: a list of people who may buy.
-- @release 1.0
CREATE TABLE leads (
	id INTEGER PRIMARY KEY,
	email TEXT,
	phone TEXT,
	company TEXT,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX leads_email ON leads(email);
