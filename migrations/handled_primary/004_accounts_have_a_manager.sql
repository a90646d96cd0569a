ALTER TABLE customer_accounts ADD COLUMN manager TEXT;
ALTER TABLE customer_accounts ADD COLUMN credit_limit_cents INTEGER NOT NULL DEFAULT 0
	CHECK (credit_limit_cents >= 0);
CREATE INDEX customer_accounts_manager ON customer_accounts(manager)
	WHERE manager IS NOT NULL;
