DROP TRIGGER customer_accounts_status_changed;
DROP TABLE customer_events;
