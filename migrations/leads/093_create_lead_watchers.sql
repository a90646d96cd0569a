-- @release 2.4
CREATE TABLE lead_watchers (
	lead_id INTEGER NOT NULL REFERENCES leads(id) ON DELETE CASCADE,
	user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
	PRIMARY KEY (lead_id, user_id)
) WITHOUT ROWID;
CREATE INDEX lead_watchers_user ON lead_watchers(user_id);
