CREATE TABLE webhook_calls (
	id INTEGER PRIMARY KEY,
	webhook_id INTEGER NOT NULL REFERENCES webhooks(id) ON DELETE CASCADE,
	status INTEGER,
	called_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX webhook_calls_webhook ON webhook_calls(webhook_id, called_at);
