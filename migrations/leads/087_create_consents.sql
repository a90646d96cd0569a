CREATE TABLE consents (
	lead_id INTEGER NOT NULL REFERENCES leads(id) ON DELETE CASCADE,
	purpose TEXT NOT NULL CHECK (purpose IN ('mail', 'phone', 'profiling')),
	given_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	withdrawn_at TEXT,
	PRIMARY KEY (lead_id, purpose)
) WITHOUT ROWID;
