-- Off-takers buy what a project will produce: electricity, heat or hydrogen.
--
-- @release 1.1.0

CREATE TABLE offtakers (
	offtaker_id INTEGER PRIMARY KEY,
	organization_name TEXT NOT NULL COLLATE NOCASE,
	sector TEXT NOT NULL DEFAULT 'other'
		CHECK (sector IN ('utility', 'data centre', 'industry', 'government',
			'district heating', 'other')),
	country TEXT,
	annual_demand_mwh REAL CHECK (annual_demand_mwh >= 0),
	notes TEXT,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	modified_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	modified_at TEXT
);
CREATE UNIQUE INDEX uq_offtakers_name ON offtakers(organization_name);
CREATE INDEX idx_offtakers_created_by ON offtakers(created_by);
CREATE INDEX idx_offtakers_modified_by ON offtakers(modified_by);

CREATE TABLE project_offtakers (
	project_offtaker_id INTEGER PRIMARY KEY,
	project_id INTEGER NOT NULL REFERENCES projects(project_id) ON DELETE CASCADE,
	offtaker_id INTEGER NOT NULL REFERENCES offtakers(offtaker_id) ON DELETE CASCADE,
	product TEXT NOT NULL DEFAULT 'electricity'
		CHECK (product IN ('electricity', 'heat', 'hydrogen', 'isotopes')),
	agreement_status TEXT NOT NULL DEFAULT 'discussion'
		CHECK (agreement_status IN ('discussion', 'MOU', 'term sheet', 'signed',
			'expired')),
	contracted_mw REAL CHECK (contracted_mw > 0),
	contract_start TEXT,
	contract_end TEXT,
	notes TEXT,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	CHECK (contract_end IS NULL OR contract_end >= contract_start)
);
CREATE UNIQUE INDEX uq_project_offtakers
	ON project_offtakers(project_id, offtaker_id, product);
CREATE INDEX idx_project_offtakers_offtaker ON project_offtakers(offtaker_id);
CREATE INDEX idx_project_offtakers_created_by ON project_offtakers(created_by);
