-- The schema config: what the product is told once, and may be told anew at any time.
-- SQLite has no CREATE SCHEMA, so the prefix of a table names its schema. The same files
-- serve both modes: a file for each set, or one file for all.
-- @release 1.0.0
CREATE TABLE config_settings (
	key TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL,
	value_type TEXT NOT NULL DEFAULT 'text'
		CHECK (value_type IN ('text', 'integer', 'boolean', 'json')),
	updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) WITHOUT ROWID;

CREATE TABLE config_feature_flags (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	is_enabled INTEGER NOT NULL DEFAULT 0 CHECK (is_enabled IN (0, 1)),
	rollout_percent INTEGER NOT NULL DEFAULT 100
		CHECK (rollout_percent BETWEEN 0 AND 100)
);

INSERT INTO config_settings (key, value, value_type, updated_at) VALUES
	('locale', 'en-GB', 'text', '2024-01-01 00:00:00'),
	('session.minutes', '30', 'integer', '2024-01-01 00:00:00'),
	('mail.enabled', '0', 'boolean', '2024-01-01 00:00:00');
