CREATE TABLE stage_changes (
	id INTEGER PRIMARY KEY,
	lead_id INTEGER NOT NULL REFERENCES leads(id) ON DELETE CASCADE,
	from_stage_id INTEGER REFERENCES stages(id),
	to_stage_id INTEGER REFERENCES stages(id),
	changed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX stage_changes_lead ON stage_changes(lead_id, changed_at);
CREATE INDEX stage_changes_from ON stage_changes(from_stage_id);
CREATE INDEX stage_changes_to ON stage_changes(to_stage_id);
