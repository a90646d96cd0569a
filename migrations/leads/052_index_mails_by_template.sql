CREATE INDEX mails_template ON mails(template_id);
