-- The schema customer: who buys, and whom to call there.
CREATE TABLE customer_accounts (
	id INTEGER PRIMARY KEY,
	number TEXT NOT NULL UNIQUE CHECK (length(number) = 8),
	name TEXT NOT NULL,
	status TEXT NOT NULL DEFAULT 'active'
		CHECK (status IN ('prospect', 'active', 'paused', 'closed')),
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX customer_accounts_status ON customer_accounts(status);

CREATE TABLE customer_contacts (
	id INTEGER PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES customer_accounts(id) ON DELETE CASCADE,
	name TEXT NOT NULL,
	email TEXT COLLATE NOCASE,
	phone TEXT,
	UNIQUE (account_id, email)
);

CREATE TABLE customer_addresses (
	id INTEGER PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES customer_accounts(id) ON DELETE CASCADE,
	kind TEXT NOT NULL CHECK (kind IN ('billing', 'shipping')),
	street TEXT NOT NULL,
	city TEXT NOT NULL,
	country TEXT NOT NULL DEFAULT 'GB' CHECK (length(country) = 2)
);
CREATE INDEX customer_addresses_account ON customer_addresses(account_id);
