DROP INDEX mail_unread;
CREATE INDEX mail_unread ON mail(folder) WHERE read = 0 AND folder <> 'spam; or ham';
