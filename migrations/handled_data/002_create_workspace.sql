-- The schema workspace: what people work on.
CREATE TABLE workspace_projects (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	country_code TEXT REFERENCES reference_countries(code),
	is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1))
);
CREATE INDEX workspace_projects_country ON workspace_projects(country_code);

CREATE TABLE workspace_items (
	id INTEGER PRIMARY KEY,
	project_id INTEGER NOT NULL REFERENCES workspace_projects(id) ON DELETE CASCADE,
	parent_id INTEGER REFERENCES workspace_items(id) ON DELETE SET NULL,
	title TEXT NOT NULL,
	amount REAL,
	unit_id INTEGER REFERENCES reference_units(id)
);
CREATE INDEX workspace_items_project ON workspace_items(project_id);
CREATE INDEX workspace_items_parent ON workspace_items(parent_id);
CREATE INDEX workspace_items_unit ON workspace_items(unit_id);
