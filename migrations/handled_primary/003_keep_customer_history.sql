-- @release 1.1.0
CREATE TABLE customer_events (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL REFERENCES customer_accounts(id) ON DELETE CASCADE,
	happened_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	kind TEXT NOT NULL,
	detail TEXT CHECK (detail IS NULL OR json_valid(detail))
);
CREATE INDEX customer_events_account ON customer_events(account_id, happened_at);

CREATE TRIGGER customer_accounts_status_changed
AFTER UPDATE OF status ON customer_accounts
WHEN old.status <> new.status
BEGIN
	INSERT INTO customer_events (account_id, kind, detail)
	VALUES (new.id, 'status', json_object('from', old.status, 'to', new.status));
END;
