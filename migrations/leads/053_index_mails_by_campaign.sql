CREATE INDEX mails_campaign ON mails(campaign_id);
