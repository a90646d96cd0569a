-- A job has one address again: of several, the contact that was made first.
ALTER TABLE jobs ADD COLUMN owner_email TEXT;
UPDATE jobs SET owner_email = (SELECT c.email FROM job_contacts jc
	JOIN contacts c ON c.id = jc.contact_id
	WHERE jc.job_id = jobs.id ORDER BY c.id LIMIT 1);
DROP TABLE job_contacts;
DROP TABLE contacts;
