CREATE TABLE lead_merges (
	id INTEGER PRIMARY KEY,
	kept_id INTEGER NOT NULL REFERENCES leads(id) ON DELETE CASCADE,
	merged_id INTEGER NOT NULL,
	merged_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX lead_merges_kept ON lead_merges(kept_id);
