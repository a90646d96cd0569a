ALTER TABLE attachments DROP COLUMN media_type;
