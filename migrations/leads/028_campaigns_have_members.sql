CREATE TABLE campaign_leads (
	campaign_id INTEGER NOT NULL REFERENCES campaigns(id) ON DELETE CASCADE,
	lead_id INTEGER NOT NULL REFERENCES leads(id) ON DELETE CASCADE,
	status TEXT NOT NULL DEFAULT 'sent'
		CHECK (status IN ('sent', 'opened', 'answered', 'bounced')),
	PRIMARY KEY (campaign_id, lead_id)
) WITHOUT ROWID;
