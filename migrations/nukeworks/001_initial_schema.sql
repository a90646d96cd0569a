-- NukeWorks: who builds, owns and operates which nuclear project.
--
-- Companies of five kinds, their projects, what ties them together, the people
-- behind them, and the history of talking to them. Rows may be confidential as a
-- whole (is_confidential) or field by field (confidential_fields).
--
-- @release 1.0.0
-- @irreversible it is the first schema: without it there is no database

-- Who may use the application ------------------------------------------------------

-- Two tiers of trust: business data marked confidential, and the team's own notes.
CREATE TABLE users (
	user_id INTEGER PRIMARY KEY,
	username TEXT NOT NULL COLLATE NOCASE,
	full_name TEXT NOT NULL,
	email TEXT,
	password_hash TEXT NOT NULL,
	has_confidential_access INTEGER NOT NULL DEFAULT 0
		CHECK (has_confidential_access IN (0, 1)),
	is_internal_team INTEGER NOT NULL DEFAULT 0 CHECK (is_internal_team IN (0, 1)),
	is_admin INTEGER NOT NULL DEFAULT 0 CHECK (is_admin IN (0, 1)),
	is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
	last_login_at TEXT,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX uq_users_username ON users(username);

-- Companies and what they offer ----------------------------------------------------

CREATE TABLE technology_vendors (
	vendor_id INTEGER PRIMARY KEY,
	vendor_name TEXT NOT NULL COLLATE NOCASE,
	country TEXT,
	website TEXT,
	notes TEXT,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	modified_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	modified_at TEXT
);
CREATE UNIQUE INDEX uq_technology_vendors_name ON technology_vendors(vendor_name);
CREATE INDEX idx_technology_vendors_created_by ON technology_vendors(created_by);
CREATE INDEX idx_technology_vendors_modified_by ON technology_vendors(modified_by);

CREATE TABLE products (
	product_id INTEGER PRIMARY KEY,
	vendor_id INTEGER NOT NULL
		REFERENCES technology_vendors(vendor_id) ON DELETE CASCADE,
	product_name TEXT NOT NULL COLLATE NOCASE,
	reactor_type TEXT NOT NULL
		CHECK (reactor_type IN ('PWR', 'BWR', 'PHWR', 'HTGR', 'SFR', 'LFR',
			'MSR', 'other')),
	generation TEXT CHECK (generation IN ('III', 'III+', 'IV')),
	thermal_mw REAL CHECK (thermal_mw > 0),
	gross_electric_mw REAL CHECK (gross_electric_mw > 0),
	fuel_type TEXT,
	enrichment_percent REAL CHECK (enrichment_percent BETWEEN 0 AND 20),
	design_status TEXT NOT NULL DEFAULT 'concept'
		CHECK (design_status IN ('concept', 'preliminary', 'licensing',
			'certified', 'operating')),
	licensing_regulator TEXT,
	notes TEXT,
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	modified_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	modified_at TEXT
);
CREATE UNIQUE INDEX uq_products_vendor_name ON products(vendor_id, product_name);
CREATE INDEX idx_products_reactor_type ON products(reactor_type);
CREATE INDEX idx_products_created_by ON products(created_by);
CREATE INDEX idx_products_modified_by ON products(modified_by);

CREATE TABLE personnel (
	personnel_id INTEGER PRIMARY KEY,
	first_name TEXT NOT NULL,
	last_name TEXT NOT NULL,
	job_title TEXT,
	email TEXT COLLATE NOCASE,
	phone TEXT,
	is_internal INTEGER NOT NULL DEFAULT 0 CHECK (is_internal IN (0, 1)),
	is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
	notes TEXT,
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	modified_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	modified_at TEXT
);
CREATE INDEX idx_personnel_name ON personnel(last_name, first_name);
CREATE UNIQUE INDEX uq_personnel_email ON personnel(email) WHERE email IS NOT NULL;
CREATE INDEX idx_personnel_created_by ON personnel(created_by);
CREATE INDEX idx_personnel_modified_by ON personnel(modified_by);

-- Owners and developers are the clients: they carry the CRM fields.
CREATE TABLE owners_developers (
	owner_id INTEGER PRIMARY KEY,
	company_name TEXT NOT NULL COLLATE NOCASE,
	company_type TEXT NOT NULL DEFAULT 'other'
		CHECK (company_type IN ('IOU', 'cooperative', 'public power', 'IPP',
			'developer', 'other')),
	country TEXT,
	target_customers TEXT,
	engagement_level TEXT NOT NULL DEFAULT 'none'
		CHECK (engagement_level IN ('none', 'interested', 'evaluating',
			'committed')),
	client_priority TEXT NOT NULL DEFAULT 'medium'
		CHECK (client_priority IN ('high', 'medium', 'low', 'strategic',
			'opportunistic')),
	client_status TEXT NOT NULL DEFAULT 'prospective'
		CHECK (client_status IN ('prospective', 'active', 'warm', 'cold',
			'former')),
	relationship_strength TEXT
		CHECK (relationship_strength IN ('strong', 'good', 'needs attention',
			'new')),
	relationship_notes TEXT,
	last_contact_date TEXT,
	last_contact_type TEXT
		CHECK (last_contact_type IN ('call', 'email', 'meeting', 'conference',
			'visit')),
	next_planned_contact_date TEXT,
	next_planned_contact_type TEXT
		CHECK (next_planned_contact_type IN ('call', 'email', 'meeting',
			'conference', 'visit')),
	relationship_lead_id INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	primary_contact_id INTEGER REFERENCES personnel(personnel_id) ON DELETE SET NULL,
	notes TEXT,
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	modified_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	modified_at TEXT
);
CREATE UNIQUE INDEX uq_owners_developers_name ON owners_developers(company_name);
CREATE INDEX idx_owners_developers_next_contact
	ON owners_developers(next_planned_contact_date);
CREATE INDEX idx_owners_developers_lead ON owners_developers(relationship_lead_id);
CREATE INDEX idx_owners_developers_primary_contact
	ON owners_developers(primary_contact_id);
CREATE INDEX idx_owners_developers_created_by ON owners_developers(created_by);
CREATE INDEX idx_owners_developers_modified_by ON owners_developers(modified_by);

CREATE TABLE constructors (
	constructor_id INTEGER PRIMARY KEY,
	company_name TEXT NOT NULL COLLATE NOCASE,
	country TEXT,
	has_nuclear_stamp INTEGER NOT NULL DEFAULT 0 CHECK (has_nuclear_stamp IN (0, 1)),
	notes TEXT,
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	modified_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	modified_at TEXT
);
CREATE UNIQUE INDEX uq_constructors_name ON constructors(company_name);
CREATE INDEX idx_constructors_created_by ON constructors(created_by);
CREATE INDEX idx_constructors_modified_by ON constructors(modified_by);

CREATE TABLE operators (
	operator_id INTEGER PRIMARY KEY,
	company_name TEXT NOT NULL COLLATE NOCASE,
	country TEXT,
	licensed_units INTEGER NOT NULL DEFAULT 0 CHECK (licensed_units >= 0),
	notes TEXT,
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	modified_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	modified_at TEXT
);
CREATE UNIQUE INDEX uq_operators_name ON operators(company_name);
CREATE INDEX idx_operators_created_by ON operators(created_by);
CREATE INDEX idx_operators_modified_by ON operators(modified_by);

CREATE TABLE projects (
	project_id INTEGER PRIMARY KEY,
	project_name TEXT NOT NULL COLLATE NOCASE,
	location TEXT,
	country TEXT,
	project_status TEXT NOT NULL DEFAULT 'planning'
		CHECK (project_status IN ('planning', 'design', 'licensing', 'construction',
			'commissioning', 'operating', 'suspended', 'cancelled',
			'decommissioned')),
	unit_count INTEGER NOT NULL DEFAULT 1 CHECK (unit_count > 0),
	licensing_approach TEXT
		CHECK (licensing_approach IN ('part 50', 'part 52', 'part 53', 'other')),
	configuration TEXT,
	target_cod TEXT,
	firm_involvement TEXT,
	health TEXT NOT NULL DEFAULT 'unknown'
		CHECK (health IN ('on track', 'at risk', 'off track', 'unknown')),
	notes TEXT,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	modified_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	modified_at TEXT
);
CREATE UNIQUE INDEX uq_projects_name ON projects(project_name);
CREATE INDEX idx_projects_status ON projects(project_status);
CREATE INDEX idx_projects_created_by ON projects(created_by);
CREATE INDEX idx_projects_modified_by ON projects(modified_by);

-- Who works with whom --------------------------------------------------------------

CREATE TABLE vendor_suppliers (
	vendor_supplier_id INTEGER PRIMARY KEY,
	vendor_id INTEGER NOT NULL
		REFERENCES technology_vendors(vendor_id) ON DELETE CASCADE,
	supplier_id INTEGER NOT NULL
		REFERENCES technology_vendors(vendor_id) ON DELETE CASCADE,
	component_type TEXT NOT NULL,
	notes TEXT,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	CHECK (vendor_id <> supplier_id)
);
CREATE UNIQUE INDEX uq_vendor_suppliers
	ON vendor_suppliers(vendor_id, supplier_id, component_type);
CREATE INDEX idx_vendor_suppliers_supplier ON vendor_suppliers(supplier_id);
CREATE INDEX idx_vendor_suppliers_created_by ON vendor_suppliers(created_by);

CREATE TABLE owner_vendors (
	owner_vendor_id INTEGER PRIMARY KEY,
	owner_id INTEGER NOT NULL REFERENCES owners_developers(owner_id) ON DELETE CASCADE,
	vendor_id INTEGER NOT NULL
		REFERENCES technology_vendors(vendor_id) ON DELETE CASCADE,
	relationship_type TEXT NOT NULL DEFAULT 'evaluation'
		CHECK (relationship_type IN ('evaluation', 'MOU',
			'development agreement', 'delivery contract')),
	notes TEXT,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX uq_owner_vendors
	ON owner_vendors(owner_id, vendor_id, relationship_type);
CREATE INDEX idx_owner_vendors_vendor ON owner_vendors(vendor_id);
CREATE INDEX idx_owner_vendors_created_by ON owner_vendors(created_by);

CREATE TABLE vendor_constructors (
	vendor_constructor_id INTEGER PRIMARY KEY,
	vendor_id INTEGER NOT NULL
		REFERENCES technology_vendors(vendor_id) ON DELETE CASCADE,
	constructor_id INTEGER NOT NULL
		REFERENCES constructors(constructor_id) ON DELETE CASCADE,
	is_preferred INTEGER NOT NULL DEFAULT 0 CHECK (is_preferred IN (0, 1)),
	preference_reason TEXT,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX uq_vendor_constructors
	ON vendor_constructors(vendor_id, constructor_id);
CREATE INDEX idx_vendor_constructors_constructor ON vendor_constructors(constructor_id);
CREATE INDEX idx_vendor_constructors_created_by ON vendor_constructors(created_by);

CREATE TABLE project_owners (
	project_owner_id INTEGER PRIMARY KEY,
	project_id INTEGER NOT NULL REFERENCES projects(project_id) ON DELETE CASCADE,
	owner_id INTEGER NOT NULL REFERENCES owners_developers(owner_id) ON DELETE CASCADE,
	ownership_percent REAL CHECK (ownership_percent > 0 AND ownership_percent <= 100),
	is_lead INTEGER NOT NULL DEFAULT 0 CHECK (is_lead IN (0, 1)),
	notes TEXT,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX uq_project_owners ON project_owners(project_id, owner_id);
CREATE INDEX idx_project_owners_owner ON project_owners(owner_id);
CREATE INDEX idx_project_owners_created_by ON project_owners(created_by);

CREATE TABLE project_vendors (
	project_vendor_id INTEGER PRIMARY KEY,
	project_id INTEGER NOT NULL REFERENCES projects(project_id) ON DELETE CASCADE,
	vendor_id INTEGER NOT NULL
		REFERENCES technology_vendors(vendor_id) ON DELETE CASCADE,
	product_id INTEGER REFERENCES products(product_id) ON DELETE SET NULL,
	selection_status TEXT NOT NULL DEFAULT 'candidate'
		CHECK (selection_status IN ('candidate', 'shortlisted', 'selected',
			'rejected')),
	notes TEXT,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX uq_project_vendors
	ON project_vendors(project_id, vendor_id, product_id);
CREATE INDEX idx_project_vendors_vendor ON project_vendors(vendor_id);
CREATE INDEX idx_project_vendors_product ON project_vendors(product_id);
CREATE INDEX idx_project_vendors_created_by ON project_vendors(created_by);

CREATE TABLE project_constructors (
	project_constructor_id INTEGER PRIMARY KEY,
	project_id INTEGER NOT NULL REFERENCES projects(project_id) ON DELETE CASCADE,
	constructor_id INTEGER NOT NULL
		REFERENCES constructors(constructor_id) ON DELETE CASCADE,
	scope TEXT NOT NULL DEFAULT 'EPC'
		CHECK (scope IN ('EPC', 'civil works', 'nuclear island',
			'balance of plant', 'site preparation')),
	notes TEXT,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX uq_project_constructors
	ON project_constructors(project_id, constructor_id, scope);
CREATE INDEX idx_project_constructors_constructor ON project_constructors(constructor_id);
CREATE INDEX idx_project_constructors_created_by ON project_constructors(created_by);

CREATE TABLE project_operators (
	project_operator_id INTEGER PRIMARY KEY,
	project_id INTEGER NOT NULL REFERENCES projects(project_id) ON DELETE CASCADE,
	operator_id INTEGER NOT NULL REFERENCES operators(operator_id) ON DELETE CASCADE,
	license_status TEXT NOT NULL DEFAULT 'not filed'
		CHECK (license_status IN ('not filed', 'filed', 'docketed', 'granted',
			'withdrawn')),
	notes TEXT,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX uq_project_operators ON project_operators(project_id, operator_id);
CREATE INDEX idx_project_operators_operator ON project_operators(operator_id);
CREATE INDEX idx_project_operators_created_by ON project_operators(created_by);

-- A person works for exactly one organisation at a time, or on exactly one project.
CREATE TABLE personnel_affiliations (
	affiliation_id INTEGER PRIMARY KEY,
	personnel_id INTEGER NOT NULL REFERENCES personnel(personnel_id) ON DELETE CASCADE,
	vendor_id INTEGER REFERENCES technology_vendors(vendor_id) ON DELETE CASCADE,
	owner_id INTEGER REFERENCES owners_developers(owner_id) ON DELETE CASCADE,
	constructor_id INTEGER REFERENCES constructors(constructor_id) ON DELETE CASCADE,
	operator_id INTEGER REFERENCES operators(operator_id) ON DELETE CASCADE,
	project_id INTEGER REFERENCES projects(project_id) ON DELETE CASCADE,
	role TEXT NOT NULL,
	is_primary INTEGER NOT NULL DEFAULT 0 CHECK (is_primary IN (0, 1)),
	start_date TEXT,
	end_date TEXT,
	notes TEXT,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	CHECK (end_date IS NULL OR end_date >= start_date),
	CHECK ((vendor_id IS NOT NULL) + (owner_id IS NOT NULL) + (constructor_id IS NOT NULL)
		+ (operator_id IS NOT NULL) + (project_id IS NOT NULL) = 1)
);
CREATE INDEX idx_personnel_affiliations_personnel ON personnel_affiliations(personnel_id);
CREATE INDEX idx_personnel_affiliations_vendor ON personnel_affiliations(vendor_id);
CREATE INDEX idx_personnel_affiliations_owner ON personnel_affiliations(owner_id);
CREATE INDEX idx_personnel_affiliations_constructor
	ON personnel_affiliations(constructor_id);
CREATE INDEX idx_personnel_affiliations_operator ON personnel_affiliations(operator_id);
CREATE INDEX idx_personnel_affiliations_project ON personnel_affiliations(project_id);

-- Talking to clients ---------------------------------------------------------------

CREATE TABLE contact_log (
	contact_id INTEGER PRIMARY KEY,
	contact_date TEXT NOT NULL,
	contact_type TEXT NOT NULL
		CHECK (contact_type IN ('call', 'email', 'meeting', 'conference',
			'visit')),
	owner_id INTEGER REFERENCES owners_developers(owner_id) ON DELETE CASCADE,
	vendor_id INTEGER REFERENCES technology_vendors(vendor_id) ON DELETE CASCADE,
	operator_id INTEGER REFERENCES operators(operator_id) ON DELETE CASCADE,
	project_id INTEGER REFERENCES projects(project_id) ON DELETE SET NULL,
	personnel_id INTEGER REFERENCES personnel(personnel_id) ON DELETE SET NULL,
	contacted_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	summary TEXT NOT NULL,
	outcome TEXT,
	follow_up_needed INTEGER NOT NULL DEFAULT 0 CHECK (follow_up_needed IN (0, 1)),
	follow_up_date TEXT,
	follow_up_assigned_to INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	CHECK (follow_up_needed = 1 OR follow_up_date IS NULL)
);
CREATE INDEX idx_contact_log_date ON contact_log(contact_date);
CREATE INDEX idx_contact_log_follow_up ON contact_log(follow_up_date)
	WHERE follow_up_needed = 1;
CREATE INDEX idx_contact_log_owner ON contact_log(owner_id);
CREATE INDEX idx_contact_log_vendor ON contact_log(vendor_id);
CREATE INDEX idx_contact_log_operator ON contact_log(operator_id);
CREATE INDEX idx_contact_log_project ON contact_log(project_id);
CREATE INDEX idx_contact_log_personnel ON contact_log(personnel_id);
CREATE INDEX idx_contact_log_contacted_by ON contact_log(contacted_by);
CREATE INDEX idx_contact_log_assigned_to ON contact_log(follow_up_assigned_to);

-- What was said about a client in the team's round: internal team only.
CREATE TABLE roundtable_history (
	roundtable_id INTEGER PRIMARY KEY,
	owner_id INTEGER NOT NULL REFERENCES owners_developers(owner_id) ON DELETE CASCADE,
	meeting_date TEXT NOT NULL,
	discussion TEXT NOT NULL,
	action_items TEXT,
	next_steps TEXT,
	client_concerns TEXT,
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_roundtable_history_owner ON roundtable_history(owner_id, meeting_date);
CREATE INDEX idx_roundtable_history_created_by ON roundtable_history(created_by);

-- Money and papers -----------------------------------------------------------------

CREATE TABLE project_finances (
	finance_id INTEGER PRIMARY KEY,
	project_id INTEGER NOT NULL REFERENCES projects(project_id) ON DELETE CASCADE,
	metric TEXT NOT NULL
		CHECK (metric IN ('capex', 'opex', 'fuel cost', 'LCOE', 'PPA price',
			'public funding')),
	reference_year INTEGER NOT NULL CHECK (reference_year BETWEEN 1950 AND 2200),
	amount REAL NOT NULL,
	currency TEXT NOT NULL DEFAULT 'USD' CHECK (length(currency) = 3),
	unit TEXT NOT NULL DEFAULT 'total' CHECK (unit IN ('total', 'per kW', 'per MWh')),
	source TEXT,
	is_confidential INTEGER NOT NULL DEFAULT 1 CHECK (is_confidential IN (0, 1)),
	entered_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	entered_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX uq_project_finances
	ON project_finances(project_id, metric, reference_year, unit);
CREATE INDEX idx_project_finances_entered_by ON project_finances(entered_by);

CREATE TABLE key_documents (
	document_id INTEGER PRIMARY KEY,
	title TEXT NOT NULL,
	document_type TEXT NOT NULL DEFAULT 'other'
		CHECK (document_type IN ('contract', 'MOU', 'licence application',
			'report', 'presentation', 'other')),
	file_path TEXT NOT NULL,
	project_id INTEGER REFERENCES projects(project_id) ON DELETE CASCADE,
	vendor_id INTEGER REFERENCES technology_vendors(vendor_id) ON DELETE CASCADE,
	owner_id INTEGER REFERENCES owners_developers(owner_id) ON DELETE CASCADE,
	is_confidential INTEGER NOT NULL DEFAULT 0 CHECK (is_confidential IN (0, 1)),
	added_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	added_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_key_documents_project ON key_documents(project_id);
CREATE INDEX idx_key_documents_vendor ON key_documents(vendor_id);
CREATE INDEX idx_key_documents_owner ON key_documents(owner_id);
CREATE INDEX idx_key_documents_added_by ON key_documents(added_by);

-- Confidentiality, audit, snapshots, settings --------------------------------------

-- Hides one field of one row from users without confidential access.
CREATE TABLE confidential_fields (
	confidential_field_id INTEGER PRIMARY KEY,
	table_name TEXT NOT NULL,
	record_id INTEGER NOT NULL,
	field_name TEXT NOT NULL,
	reason TEXT,
	marked_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	marked_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX uq_confidential_fields
	ON confidential_fields(table_name, record_id, field_name);
CREATE INDEX idx_confidential_fields_marked_by ON confidential_fields(marked_by);

-- Rows are only ever added, so a user who left keeps their trail.
CREATE TABLE audit_log (
	audit_id INTEGER PRIMARY KEY,
	occurred_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	user_id INTEGER REFERENCES users(user_id) ON DELETE RESTRICT,
	action TEXT NOT NULL
		CHECK (action IN ('create', 'update', 'delete', 'login', 'export',
			'restore')),
	table_name TEXT,
	record_id INTEGER,
	field_name TEXT,
	old_value TEXT,
	new_value TEXT,
	CHECK (record_id IS NULL OR table_name IS NOT NULL)
);
CREATE INDEX idx_audit_log_occurred_at ON audit_log(occurred_at);
CREATE INDEX idx_audit_log_record ON audit_log(table_name, record_id);
CREATE INDEX idx_audit_log_user ON audit_log(user_id);

CREATE TABLE database_snapshots (
	snapshot_id INTEGER PRIMARY KEY,
	taken_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
	snapshot_type TEXT NOT NULL DEFAULT 'manual'
		CHECK (snapshot_type IN ('manual', 'daily', 'before migration')),
	file_path TEXT NOT NULL,
	file_size_bytes INTEGER CHECK (file_size_bytes >= 0),
	is_retained INTEGER NOT NULL DEFAULT 0 CHECK (is_retained IN (0, 1)),
	comment TEXT,
	created_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL
);
CREATE INDEX idx_database_snapshots_taken_at ON database_snapshots(taken_at);
CREATE INDEX idx_database_snapshots_created_by ON database_snapshots(created_by);

CREATE TABLE system_settings (
	setting_id INTEGER PRIMARY KEY,
	setting_name TEXT NOT NULL,
	setting_value TEXT,
	value_type TEXT NOT NULL DEFAULT 'text'
		CHECK (value_type IN ('text', 'integer', 'boolean', 'time')),
	description TEXT NOT NULL DEFAULT '',
	updated_by INTEGER REFERENCES users(user_id) ON DELETE SET NULL,
	updated_at TEXT
);
CREATE UNIQUE INDEX uq_system_settings_name ON system_settings(setting_name);
CREATE INDEX idx_system_settings_updated_by ON system_settings(updated_by);

INSERT INTO system_settings (setting_name, setting_value, value_type, description) VALUES
	('company_name', '', 'text', 'Shown in the title bar and on reports'),
	('confidential_mask', '[confidential]', 'text', 'Shown in place of a hidden field'),
	('session_timeout_minutes', '480', 'integer', 'Idle time before a user is signed out'),
	('daily_snapshot_enabled', '1', 'boolean', 'Take a snapshot every day'),
	('daily_snapshot_time', '02:00', 'time', 'When the daily snapshot is taken'),
	('snapshot_retention_days', '30', 'integer', 'Age at which a snapshot is deleted'),
	('max_snapshots', '10', 'integer', 'How many snapshots are kept at most');
