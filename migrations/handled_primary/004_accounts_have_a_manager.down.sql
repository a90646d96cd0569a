DROP INDEX customer_accounts_manager;
ALTER TABLE customer_accounts DROP COLUMN credit_limit_cents;
ALTER TABLE customer_accounts DROP COLUMN manager;
