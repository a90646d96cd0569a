CREATE UNIQUE INDEX mail_once ON mail(subject, sent) WHERE folder IS NOT NULL;
