ALTER TABLE mails ADD COLUMN bounced_at TEXT;
