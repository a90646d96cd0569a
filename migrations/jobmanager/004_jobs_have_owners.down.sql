ALTER TABLE jobs DROP COLUMN owner_email;
ALTER TABLE jobs DROP COLUMN timeout_seconds;
