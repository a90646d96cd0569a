-- Who is told when a job fails. (Step 011 takes the column back: an address book came.)
-- @was 004_owner_email
ALTER TABLE jobs ADD COLUMN timeout_seconds INTEGER CHECK (timeout_seconds > 0);
ALTER TABLE jobs ADD COLUMN owner_email TEXT;
