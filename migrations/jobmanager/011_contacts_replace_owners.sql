-- An address book instead of an address with each job.
-- @was 011_contacts
-- @release 1.2
-- @destructive jobs.owner_email: contacts have them; of two that differ in case the first stays
CREATE TABLE contacts (
	id INTEGER PRIMARY KEY,
	email TEXT NOT NULL UNIQUE COLLATE NOCASE
);
INSERT OR IGNORE INTO contacts (email)
	SELECT owner_email FROM jobs WHERE owner_email IS NOT NULL ORDER BY id;

CREATE TABLE job_contacts (
	job_id INTEGER NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
	contact_id INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
	PRIMARY KEY (job_id, contact_id)
);
CREATE INDEX job_contacts_contact ON job_contacts(contact_id);
INSERT INTO job_contacts (job_id, contact_id)
	SELECT j.id, c.id FROM jobs j JOIN contacts c ON c.email = j.owner_email;

ALTER TABLE jobs DROP COLUMN owner_email;
