DROP INDEX members_by_email;
ALTER TABLE members DROP COLUMN email_to_confirm;
