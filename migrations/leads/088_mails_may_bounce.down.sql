ALTER TABLE mails DROP COLUMN bounced_at;
