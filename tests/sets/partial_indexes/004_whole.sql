DROP INDEX mail_unread;
CREATE INDEX mail_unread ON mail(folder);
