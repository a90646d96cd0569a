CREATE INDEX mails_lead ON mails(lead_id, sent_at);
