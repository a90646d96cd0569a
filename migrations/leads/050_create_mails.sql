CREATE TABLE mails (
	id INTEGER PRIMARY KEY,
	lead_id INTEGER NOT NULL REFERENCES leads(id) ON DELETE CASCADE,
	template_id INTEGER REFERENCES mail_templates(id) ON DELETE SET NULL,
	campaign_id INTEGER REFERENCES campaigns(id) ON DELETE SET NULL,
	sent_at TEXT,
	opened_at TEXT,
	answered_at TEXT
);
